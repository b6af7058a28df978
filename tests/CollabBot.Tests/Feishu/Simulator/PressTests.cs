using System.Text.Json.Nodes;
using CollabBot.Feishu.Inbound;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu.Simulator;

/// <summary>What a person sees who uses a card, for every answer a bot can give.</summary>
[CancelAfter(30_000)]
public sealed class PressTests
{
    private static readonly object Button = new { tag = "button", text = new { tag = "plain_text", content = "认领" }, behaviors = new[] { new { type = "callback", value = new { line = "认领 B-1" } } } };
    private const string Next = """{"schema":"2.0","body":{"elements":[{"tag":"markdown","content":"**done**"}]}}""";
    private Caller sim = null!;
    private Receiver bot = null!;

    [SetUp]
    public async Task Start()
    {
        sim = await Caller.StartAsync();
        bot = await Receiver.StartAsync();
        sim.Simulator.World.Webhook = bot.Address;
    }

    [TearDown]
    public async Task Stop()
    {
        await bot.DisposeAsync();
        await sim.DisposeAsync();
    }

    [TestCase(200, "", 0)]
    [TestCase(200, "{}", 0)]
    [TestCase(500, "{}", 200671)]
    [TestCase(302, "{}", 200671)]
    [TestCase(200, "<html>", 200672)]
    [TestCase(200, """{"msg":"success"}""", 200672)]
    [TestCase(200, """{"toast":{"type":"loud","content":"x"}}""", 200672)]
    [TestCase(200, """{"card":{"type":"raw","data":"{}"}}""", 200673)]
    [TestCase(200, """{"card":{"type":"raw","data":{"schema":"2.0","body":{"elements":[{"tag":"note"}]}}}}""", 200673)]
    [TestCase(200, """{"card":{"type":"template","data":{}}}""", 200673)]
    [TestCase(200, """{"card":{"type":"raw","data":{"elements":[]}}}""", 200830)]
    public async Task The_answer_is_judged_as_the_client_does(int status, string body, int code)
    {
        bot.Answer = () => (status, body);
        var card = await sim.CardAsync(Button);
        Assert.That((await sim.Simulator.Presses.TouchAsync(new SimTouch(card, Caller.Lina, "认领"), default)).Code, Is.EqualTo(code));
    }

    [Test]
    public async Task A_good_answer_shows_a_toast_and_another_card(CancellationToken cancel)
    {
        bot.Answer = () => (200, """{"toast":{"type":"success","content":"好"},"card":{"type":"raw","data":""" + Next + "}}");
        var card = await sim.CardAsync(Button);
        var seen = await sim.Simulator.Presses.TouchAsync(new SimTouch(card, Caller.Lina, "认领"), cancel);
        Assert.That((seen.Code, seen.Toast, seen.Changed), Is.EqualTo((0, "好", true)));
        Assert.That(sim.Simulator.Desk.Messages.Single().Content.ToJsonString(), Does.Contain("done"));
        Assert.That((string?)Callback()["event"]!["action"]!["value"]!["line"], Is.EqualTo("认领 B-1"));
    }

    [Test]
    public async Task No_answer_in_three_seconds_is_told_and_the_card_cannot_be_updated_meanwhile(CancellationToken cancel)
    {
        var hold = new TaskCompletionSource();
        bot.Hold = hold.Task;
        var card = await sim.CardAsync(Button);
        var touched = sim.Simulator.Presses.TouchAsync(new SimTouch(card, Caller.Lina, "认领"), cancel);
        while (bot.Bodies.IsEmpty)
            await Task.Delay(TimeSpan.FromMilliseconds(2), Harness.TestTime.Real, cancel);
        Assert.That((await sim.CodeAsync("PATCH", $"/open-apis/im/v1/messages/{card}", new JsonObject { ["content"] = Next })).Code, Is.EqualTo(230099));
        sim.Time.Advance(TimeSpan.FromSeconds(3));
        Assert.That((await touched).Code, Is.EqualTo(200341));
        hold.SetResult();
        Assert.That((await sim.CodeAsync("PATCH", $"/open-apis/im/v1/messages/{card}", new JsonObject { ["content"] = Next })).Code, Is.Zero);
    }

    [Test]
    public async Task Nobody_to_ask_is_told(CancellationToken cancel)
    {
        var card = await sim.CardAsync(Button);
        sim.Simulator.World.Webhook = new Uri("http://127.0.0.1:9/");
        Assert.That((await sim.Simulator.Presses.TouchAsync(new SimTouch(card, Caller.Lina, "认领"), cancel)).Code, Is.EqualTo(200342));
        sim.Simulator.World.Webhook = null;
        Assert.That((await sim.Simulator.Presses.TouchAsync(new SimTouch(card, Caller.Lina, "认领"), cancel)).Code, Is.EqualTo(200340));
    }

    [Test]
    public async Task A_form_is_sent_with_what_is_in_it_and_not_before_it_is_filled(CancellationToken cancel)
    {
        var card = await sim.CardAsync(new
        {
            tag = "form",
            name = "form",
            elements = new object[]
            {
                new { tag = "input", name = "why", required = true },
                new { tag = "date_picker", name = "due", initial_date = "2026-12-01" },
                new { tag = "button", name = "ok", form_action_type = "submit", text = new { tag = "plain_text", content = "提交" }, behaviors = new[] { new { type = "callback", value = new { line = "卡点" } } } },
            },
        });
        var empty = await sim.Simulator.Presses.TouchAsync(new SimTouch(card, Caller.Lina, "提交"), cancel);
        Assert.That((empty.Code, bot.Bodies.Count), Is.EqualTo((PressDesk.NothingSent, 0)));
        await sim.Simulator.Presses.TouchAsync(new SimTouch(card, Caller.Lina, "提交") { Fill = new Dictionary<string, JsonNode> { ["why"] = "因为" } }, cancel);
        var action = Callback()["event"]!["action"]!;
        Assert.That(((string?)action["tag"], (string?)action["form_value"]!["why"], (string?)action["form_value"]!["due"], (string?)action["timezone"]),
            Is.EqualTo(("button", "因为", "2026-12-01 +0800", "Asia/Shanghai")));
    }

    [Test]
    public async Task A_token_is_good_for_two_updates_in_half_an_hour(CancellationToken cancel)
    {
        var card = await sim.CardAsync(Button);
        var token = (await sim.Simulator.Presses.TouchAsync(new SimTouch(card, Caller.Lina, "认领"), cancel)).Token;
        var next = JsonNode.Parse(Next);
        async Task<int> Update(string? t, JsonNode? c) => (await sim.CodeAsync("POST", "/open-apis/interactive/v1/card/update", new JsonObject { ["token"] = t, ["card"] = c?.DeepClone() })).Code;
        Assert.That(await Update("x", next), Is.EqualTo(300020));
        Assert.That(await Update(token, "{}"), Is.EqualTo(100030));
        Assert.That(await Update(token, JsonNode.Parse("""{"schema":"2.0","body":{"elements":[{"tag":"note"}]}}""")), Is.EqualTo(11311));
        Assert.That(await Update(token, next), Is.Zero);
        Assert.That(sim.Simulator.Desk.Messages.Single().Content.ToJsonString(), Does.Contain("done"));
        Assert.That(await Update(token, next), Is.EqualTo(300040));
        var later = (await sim.Simulator.Presses.TouchAsync(new SimTouch(await sim.CardAsync(Button), Caller.Lina, "认领"), cancel)).Token;
        sim.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.That(await Update(later, next), Is.EqualTo(300030));
    }

    private JsonObject Callback()
    {
        var closed = Convert.FromBase64String(JsonNode.Parse(bot.Bodies.Last())!["encrypt"]!.ToString());
        return (JsonObject)JsonNode.Parse(FeishuCrypto.Decrypt(FeishuCrypto.Key(sim.Simulator.World.EncryptKey), closed))!;
    }
}
