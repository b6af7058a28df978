using System.Text.Json.Nodes;

namespace CollabBot.Tests.Feishu.Simulator;

/// <summary>The simulator's switches over HTTP.</summary>
[CancelAfter(30_000)]
public sealed class HandTests
{
    private Caller sim = null!;

    [SetUp]
    public async Task Start() => sim = await Caller.StartAsync();

    [TearDown]
    public async Task Stop() => await sim.DisposeAsync();

    [Test]
    public async Task A_fault_is_used_up_by_the_calls_it_is_for()
    {
        await sim.CallAsync("POST", "/_sim/faults", Caller.Json(new { path = "/im/v1/messages", code = 230028, times = 2 }));
        for (var i = 0; i < 2; i++)
            Assert.That((await sim.SendAsync("text", Caller.Text("一"))).Code, Is.EqualTo(230028));
        Assert.That((await sim.SendAsync("text", Caller.Text("一"))).Status, Is.EqualTo(200));
        await sim.CallAsync("POST", "/_sim/faults", Caller.Json(new { code = 99991400, reset = 7 }));
        Assert.That((await sim.SendAsync("text", Caller.Text("一")), sim.Headers["x-ogw-ratelimit-reset"]), Is.EqualTo(((429, 99991400), "7")));
        await sim.CallAsync("POST", "/_sim/faults", Caller.Json(new { code = 1 }));
        await sim.CallAsync("DELETE", "/_sim/faults");
        Assert.That((await sim.SendAsync("text", Caller.Text("一"))).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task What_people_say_and_press_reaches_the_bot()
    {
        await using var bot = await Receiver.StartAsync();
        bot.Answer = () => (200, "{}");
        await sim.CallAsync("POST", "/_sim/world", Caller.Json(new { }));
        sim.Simulator.World.Webhook = bot.Address;
        var (_, said) = await sim.CallAsync("POST", "/_sim/say", Caller.Json(new { text = "帮助" }));
        Assert.That((bool?)said["taken"], Is.True);
        var card = await sim.CardAsync(new { tag = "button", text = new { tag = "plain_text", content = "好" }, behaviors = new[] { new { type = "callback", value = new { line = "好" } } } });
        var (_, touched) = await sim.CallAsync("POST", "/_sim/touch", Caller.Json(new { messageId = card, sender = Caller.Lina, component = "好" }));
        Assert.That(((int?)touched["code"], bot.Bodies.Count), Is.EqualTo((0, 2)));
    }

    [Test]
    public async Task The_world_and_the_link_are_switched()
    {
        await sim.CallAsync("POST", "/_sim/world", Caller.Json(new { withhold = new[] { "im:chat", "im:chat:read", "im:chat:readonly" }, leave = new[] { "oc_left" }, limitsCalls = true }));
        Assert.That((await sim.CodeAsync("GET", "/open-apis/im/v1/chats")).Code, Is.EqualTo(99991672));
        Assert.That((await sim.SendAsync("text", Caller.Text("一"), "oc_left")).Code, Is.EqualTo(230002));
        await sim.CallAsync("POST", "/_sim/world", Caller.Json(new { grant = new[] { "im:chat" } }));
        Assert.That((await sim.CodeAsync("GET", "/open-apis/im/v1/chats")).Code, Is.Zero);
        await sim.CallAsync("POST", "/_sim/link", Caller.Json(new { refuse = 514, elsewhere = 3, nonce = 5, answersPings = false }));
        Assert.That((int?)(await sim.CallAsync("GET", "/open-apis/event/v1/connection")).Body["data"]!["online_instance_cnt"], Is.EqualTo(3));
        Assert.That((sim.Simulator.Gateway.RefuseWith, sim.Simulator.Gateway.Wishes.ReconnectNonce, sim.Simulator.Gateway.AnswersPings), Is.EqualTo((514, 5, false)));
    }

    [Test]
    public async Task Who_was_taken_out_of_reach_comes_back(CancellationToken cancel)
    {
        await using var bot = await Receiver.StartAsync();
        sim.Simulator.World.Webhook = bot.Address;
        await sim.CallAsync("POST", "/_sim/say", Caller.Json(new { text = "帮助", chat = "oc_p", sender = Caller.Lina }));
        await sim.CallAsync("POST", "/_sim/world", Caller.Json(new { leave = new[] { "oc_left" }, mute = new[] { "oc_mute" }, hide = new[] { Caller.Lina } }));
        async Task<int> To(string chat) => (await sim.SendAsync("text", Caller.Text("一"), chat)).Code;
        Assert.That((await To("oc_left"), await To("oc_mute"), await To("oc_p")), Is.EqualTo((230002, 230035, 230013)), "the direct chat is hers");
        await sim.CallAsync("POST", "/_sim/world", Caller.Json(new { back = new[] { "oc_left", "oc_mute", Caller.Lina } }));
        Assert.That((await To("oc_left"), await To("oc_mute"), await To("oc_p")), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public async Task A_touch_without_a_message_is_for_the_newest_card_that_has_it()
    {
        await using var bot = await Receiver.StartAsync();
        sim.Simulator.World.Webhook = bot.Address;
        object Button(string words) => new { tag = "button", text = new { tag = "plain_text", content = words }, behaviors = new[] { new { type = "callback", value = new { line = words } } } };
        await sim.CardAsync(Button("好"));
        var meant = await sim.CardAsync(Button("好"));
        await sim.CardAsync(Button("坏"));
        var (_, touched) = await sim.CallAsync("POST", "/_sim/touch", Caller.Json(new { component = "好" }));
        Assert.That(((int?)touched["code"], bot.Bodies.Count), Is.EqualTo((0, 1)));
        Assert.That(sim.Simulator.Events.Open(bot.Bodies.Single())["event"]!["context"]!["open_message_id"]!.ToString(), Is.EqualTo(meant));
    }

    [TestCase("/_sim/touch", """{"component":"没有"}""", 400)]
    [TestCase("/_sim/touch", """{"messageId":"om_none","component":"没有"}""", 400)]
    [TestCase("/_sim/touch", "{}", 400)]
    [TestCase("/_sim/say", "{}", 400)]
    [TestCase("/_sim/faults", """{"kind":"explode"}""", 400)]
    [TestCase("/_sim/nothing", "{}", 404)]
    [TestCase("/_sim/link", """{"bytes":"xyz"}""", 400)]
    public async Task A_wrong_switch_says_so(string path, string body, int status)
    {
        var answer = await sim.CallAsync("POST", path, JsonNode.Parse(body)!.AsObject());
        Assert.That((answer.Status, answer.Body.ContainsKey("error")), Is.EqualTo((status, true)));
    }
}
