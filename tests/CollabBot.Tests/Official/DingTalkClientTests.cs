using System.Text.Json.Nodes;
using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Official;

/// <summary>The DingTalk simulator, judged by DingTalk's own clients: the stream client and the generated API client.</summary>
internal sealed class DingTalkClientTests
{
    private const string Group = "cidWar+Room/1==", Zhang = "manager4220", Template = "11111111-2222-3333-4444-555555555555.schema";
    private readonly DingTalkWorld world = new() { Groups = { [Group] = [Zhang] }, People = { [Zhang] = "张伟" }, Templates = { [Template] = SimulatedTemplate.OfTheBot } };
    private DingTalkSimulator simulator = null!;

    [SetUp]
    public async Task Start() => simulator = await DingTalkSimulator.StartAsync(world, TestTime.Real);

    [TearDown]
    public async Task Stop() => await simulator.DisposeAsync();

    [Test]
    [CancelAfter(180_000)]
    public async Task Its_calls_are_served_and_its_mistakes_refused(CancellationToken cancel)
    {
        var host = new Uri(simulator.BaseUrl).Authority;
        var plan = new JsonObject { ["endpoint"] = host, ["appKey"] = world.ClientId, ["appSecret"] = world.ClientSecret, ["robotCode"] = world.RobotCode, ["group"] = Group, ["person"] = Zhang };
        await using var client = await NodeScript.StartAsync("dingtalk", "rest.cjs", plan, cancel);
        var said = await client.NextAsync(cancel);
        string? Code(string name) => (string?)said[name]!["code"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((string?)said["token"]!["body"]!["accessToken"], Is.Not.Empty);
            Assert.That((int)said["token"]!["body"]!["expireIn"]!, Is.GreaterThan(0));
            Assert.That(Code("wrong secret"), Is.EqualTo("invalidClientIdOrSecret"));
            Assert.That((string?)said["to a person"]!["body"]!["processQueryKey"], Is.Not.Empty, said["to a person"]!.ToJsonString());
            Assert.That(said["to nobody"]!["body"]!["invalidStaffIdList"]!.ToJsonString(), Is.EqualTo("""["nobody"]"""));
            Assert.That(Code("stale token"), Is.EqualTo("InvalidAuthentication"));
            Assert.That((string?)said["to a group"]!["body"]!["processQueryKey"], Is.Not.Empty, said["to a group"]!.ToJsonString());
            Assert.That(Code("to another group"), Is.EqualTo("invalid.openConversationId"));
            Assert.That(Code("bad message"), Is.Not.EqualTo("ok"));
            Assert.That(simulator.Delivered.Select(d => d.Chat), Is.EqualTo(new[] { Zhang, Group }));
        }
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task It_holds_the_stream_acknowledges_and_comes_back(CancellationToken cancel)
    {
        using var callbacks = new DingTalkCallbacks(simulator);
        world.PingEvery = TimeSpan.FromMilliseconds(200);
        var plan = new JsonObject { ["address"] = simulator.BaseUrl, ["clientId"] = world.ClientId, ["clientSecret"] = world.ClientSecret };
        await using var client = await NodeScript.StartAsync("dingtalk", "stream.cjs", plan, cancel);
        await simulator.Stream.OpenedAsync(1, cancel);

        var ack = await simulator.Stream.DeliverAsync(callbacks.Message(new Saying(Group, Zhang, "张伟", "卡点 列表")), cancel);
        var heard = await client.NextAsync(cancel);
        Assert.That((ack?.Code, (string?)heard["text"], (string?)heard["chat"], (string?)heard["type"]), Is.EqualTo((200, " 卡点 列表", Group, "string")));

        ack = await simulator.Stream.HappenAsync("user_leave_org", "e1", new JsonObject { ["userId"] = new JsonArray(Zhang) }, cancel);
        Assert.That(((string?)(await client.NextAsync(cancel))["type"], ack?.Data), Is.EqualTo(("user_leave_org", ack?.Data)));
        Assert.That(ack?.Data, Does.Contain("SUCCESS"));

        simulator.Stream.Drop();
        await simulator.Stream.OpenedAsync(2, cancel);
        ack = await simulator.Stream.DeliverAsync(callbacks.Message(new Saying(Group, Zhang, "张伟", "我的")), cancel);
        Assert.That((ack?.Code, (string?)(await client.NextAsync(cancel))["text"]), Is.EqualTo((200, " 我的")));

        for (var answered = simulator.Stream.Pings; simulator.Stream.Pings < answered + 2;)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestTime.Real, cancel);
        Assert.That((simulator.Stream.Opened, simulator.Stream.Live), Is.EqualTo((2, 1)), "who answers pings keeps the connection");
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Its_cards_are_made_changed_and_streamed_and_its_mistakes_refused(CancellationToken cancel)
    {
        world.CallsPerSecond = 0;
        var plan = new JsonObject
        {
            ["endpoint"] = new Uri(simulator.BaseUrl).Authority,
            ["appKey"] = world.ClientId,
            ["appSecret"] = world.ClientSecret,
            ["robotCode"] = world.RobotCode,
            ["group"] = Group,
            ["person"] = Zhang,
            ["template"] = Template,
        };
        await using var client = await NodeScript.StartAsync("dingtalk", "cards.cjs", plan, cancel);
        var said = await client.NextAsync(cancel);
        string? Code(string name) => (string?)said[name]!["code"];
        JsonNode? Delivery(string name) => said[name]!["body"]!["result"]!["deliverResults"]![0];
        using (Assert.EnterMultipleScope())
        {
            foreach (var name in new[] { "to a person", "own values", "another group", "http", "create", "deliver", "stream", "stream the end", "by key", "replaced", "register", "register elsewhere" })
                Assert.That(Code(name), Is.EqualTo("ok"), said[name]!.ToJsonString());
            Assert.That(new[] { "again", "a number", "no model", "no delivery", "nowhere", "no template", "http without address", "update nothing", "update unknown", "stream elsewhere" }.Select(Code), Is.EqualTo(new[]
            {
                "param.cardAlreadyExist", "param.invalid", "param.openSpaceModelInvalid", "param.openDeliverModelEmpty", "param.openSpaceIdInvalid", "param.templateNotExist", "param.invalid",
                "param.cardDataAndPrivateDataBothEmpty", "param.cardNotExist", "param.stream.outTrackId",
            }));
            Assert.That(new[] { "stream the title", "stream after the end" }.Select(Code), Is.All.EqualTo("unknownError"));
            Assert.That(((bool)Delivery("to a person")!["success"]!, (string?)Delivery("to a person")!["spaceType"], (bool)Delivery("another group")!["success"]!), Is.EqualTo((true, "IM_ROBOT", false)));
            Assert.That((bool)said["deliver"]!["body"]!["result"]![0]!["success"]!);
            Assert.That((string?)said["create"]!["body"]!["result"], Is.EqualTo("two steps"));
            Assert.That((string?)said["register elsewhere"]!["body"]!["result"]!["callbackUrl"], Is.EqualTo("https://bot.example.com/cards"));
            Assert.That((simulator.Card("own values")!.Value("title"), simulator.Card("own values")!.Value("title", Zhang), simulator.Card("own values")!.Value("markdown")), Is.EqualTo(("B-1", "yours", "claimed")));
            Assert.That((simulator.Card("in a group")!.Value("title"), simulator.Card("two steps")!.Value("markdown")), Is.EqualTo(("", "whole")), "without options the whole map is replaced");
            Assert.That(simulator.Delivered[0].Notified, Is.EqualTo(new[] { Zhang }));
        }

        await using var listener = await NodeScript.StartAsync(
            "dingtalk", "stream.cjs", new JsonObject { ["address"] = simulator.BaseUrl, ["clientId"] = world.ClientId, ["clientSecret"] = world.ClientSecret }, cancel);
        await simulator.Stream.OpenedAsync(1, cancel);
        var press = await simulator.Presses.PressAsync("to a person", Zhang, "我来认领", cancel);
        var heard = await listener.NextAsync(cancel);
        Assert.That(((string?)heard["card"], (string?)heard["person"], (string?)heard["line"], press.Applied), Is.EqualTo(("to a person", Zhang, "卡点 认领 #B-1", true)));
        Assert.That((simulator.Card("to a person")!.Value("markdown"), simulator.Card("to a person")!.Value("button1"), simulator.Card("to a person")!.Value("button1", Zhang)), Is.EqualTo(("claimed", "我来认领", "yours")));
    }
}
