using System.Text.Json.Nodes;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Official;

/// <summary>The simulator in the eyes of <c>@larksuiteoapi/node-sdk</c>: what Feishu's own client takes for Feishu.</summary>
[CancelAfter(120_000)]
public sealed class FeishuClientTests
{
    private const string Lina = "ou_1111111111111111111111111111111a";
    private const string Group = "oc_00000000000000000000000000000001";
    private FeishuSimulator simulator = null!;
    private EventMaker maker = null!;

    [SetUp]
    public async Task Start()
    {
        simulator = await FeishuSimulator.StartAsync(new FeishuWorld(), TestTime.Real, CancellationToken.None);
        simulator.Gateway.Wishes = (1, 0, 60);
        simulator.App.Grant("im:message.reactions:write_only");
        simulator.App.Grant("im:message:recall");
        maker = new EventMaker(simulator.World, TestTime.Real);
    }

    [TearDown]
    public async Task Stop() => await simulator.DisposeAsync();

    [Test]
    public async Task Its_calls_are_served_and_refused_as_the_platform_does(CancellationToken cancel)
    {
        for (var i = 1; i <= 5; i++)
            simulator.Chats.Chats.Add(new SimChat($"oc_{i:x32}", $"群{i}", [(Lina, "李娜")]));
        simulator.Contacts.Add(new SimDepartment("od-product", "产品部", Head: Lina));
        simulator.Contacts.Add(new SimUser(Lina, "李娜", "od-product"));
        var heard = simulator.Heard.Hear(maker.Message(new SimText(Group, true, Lina, "卡点 支付")));

        await using var script = await NodeScript.StartAsync("feishu", "rest.cjs", Plan(("chat", Group), ("person", Lina), ("heard", heard), ("department", "od-product")), cancel);
        var seen = await script.NextAsync(cancel);

        var messages = simulator.Desk.Messages;
        Assert.Multiple(() =>
        {
            Assert.That(simulator.Tokens.Asked, Is.EqualTo(1), "one token serves all calls");
            Assert.That(messages.Where(m => !m.Recalled).Select(m => m.Type), Is.EqualTo(new[] { "text", "text", "interactive", "text" }));
            Assert.That((string?)seen["send"]!["data"]!["message_id"], Is.EqualTo(messages[0].MessageId));
            Assert.That((string?)seen["sendAgain"]!["data"]!["message_id"], Is.EqualTo(messages[0].MessageId), "one uuid is one message");
            Assert.That(messages[1], Has.Property("ReplyTo").EqualTo(messages[0].MessageId).And.Property("InThread").True);
            Assert.That(messages[2].Content.ToJsonString(), Does.Contain("second"));
            Assert.That(messages[0].Content["text"]!.ToString(), Is.EqualTo("hello again"));
            Assert.That(Refusal(seen, "editCard"), Is.EqualTo((400, 230054)));
            Assert.That((string?)seen["reactions"]!["data"]!["items"]![0]!["reaction_type"]!["emoji_type"], Is.EqualTo("SMILE"));
            Assert.That(((int?)seen["recall"]!["code"], Refusal(seen, "recallAgain")), Is.EqualTo((0, (400, 230011))));
            Assert.That(messages[3].Receiver, Is.EqualTo(Lina));
            Assert.That((string?)seen["read"]!["data"]!["items"]![0]!["message_id"], Is.EqualTo(heard));
            Assert.That((string?)seen["bot"]!["bot"]!["open_id"], Is.EqualTo(simulator.World.BotOpenId));
            Assert.That(seen["chats"]!.AsArray(), Has.Count.EqualTo(5));
            Assert.That((string?)seen["members"]!["data"]!["items"]![0]!["name"], Is.EqualTo("李娜"));
            Assert.That((string?)seen["departments"]!["data"]!["items"]![0]!["name"], Is.EqualTo("产品部"));
            Assert.That((string?)seen["people"]!["data"]!["items"]![0]!["name"], Is.EqualTo("李娜"));
            Assert.That((string?)seen["batch"]!["data"]!["items"]![0]!["open_id"], Is.EqualTo(Lina));
            Assert.That(Refusal(seen, "notJson"), Is.EqualTo((400, 230001)));
            Assert.That(Refusal(seen, "wrongId"), Is.EqualTo((400, 230034)));
            Assert.That(Refusal(seen, "wrongCard"), Is.EqualTo((400, 230099)));
            Assert.That(Refusal(seen, "unknownPath"), Is.EqualTo((404, 99991201)));
            Assert.That(Refusal(seen, "wrongMethod").Code, Is.EqualTo(99991301));
        });
    }

    [Test]
    public async Task Its_long_connection_hears_answers_and_comes_back(CancellationToken cancel)
    {
        await using var script = await NodeScript.StartAsync("feishu", "link.cjs", Plan(), cancel);
        await simulator.Gateway.ConnectedAsync(cancel);
        Assert.That((string?)(await script.NextAsync(cancel))["state"], Is.EqualTo("ready"));

        Assert.That(await simulator.Gateway.DeliverAsync(Said("帮助"), cancel), Is.EqualTo(new WireAck(200, null)));
        var heard = await script.NextAsync(cancel);
        Assert.That(((string?)heard["heard"], (string?)heard["from"]), Is.EqualTo(("帮助", Lina)));

        Assert.That((await simulator.Gateway.DeliverAsync(Said(new string('长', 9000)), cancel, parts: 5)).Code, Is.EqualTo(200));
        Assert.That((int?)(await script.NextAsync(cancel))["heard"], Is.EqualTo(9000), "the parts are put together");

        var pressed = await simulator.Gateway.DeliverAsync(maker.CardAction(new SimPress(Group, "om_card", Lina, new JsonObject { ["line"] = "帮助" })), cancel);
        Assert.That((string?)JsonNode.Parse(pressed.Response!)!["toast"]!["content"], Is.EqualTo("pressed"));
        Assert.That((string?)(await script.NextAsync(cancel))["pressed"]!["line"], Is.EqualTo("帮助"));

        Assert.That((await simulator.Gateway.DeliverAsync(Said("fail"), cancel)).Code, Is.EqualTo(500), "a handler that throws");
        await script.NextAsync(cancel);
        Assert.That((await simulator.Gateway.DeliverAsync(maker.Other("im.chat.updated_v1", []), cancel)).Code, Is.EqualTo(200), "an event nobody registered for");

        simulator.Gateway.Drop();
        await simulator.Gateway.ConnectedAsync(cancel);
        Assert.That((string?)(await script.NextAsync(cancel))["state"], Is.EqualTo("reconnected"));
        Assert.That((await simulator.Gateway.DeliverAsync(Said("still here"), cancel)).Code, Is.EqualTo(200));
        Assert.That(simulator.Gateway.Pings, Is.GreaterThanOrEqualTo(2), "one ping right after each opening");
    }

    [Test]
    public async Task Its_webhook_opens_what_the_simulator_seals(CancellationToken cancel)
    {
        var closed = JsonNode.Parse(simulator.Events.Seal(new JsonObject { ["a"] = "一" }).Body)!["encrypt"]!.ToString();
        var plan = Plan(("encryptKey", simulator.World.EncryptKey), ("verificationToken", simulator.World.VerificationToken), ("closed", closed));
        await using var script = await NodeScript.StartAsync("feishu", "door.cjs", plan, cancel);
        var opened = await script.NextAsync(cancel);
        Assert.That((string?)JsonNode.Parse(opened["opened"]!.ToString())!["a"], Is.EqualTo("一"));
        var door = new Uri($"http://127.0.0.1:{(int)opened["port"]!}/events");

        var (status, challenge) = await simulator.Events.PostAsync(door, simulator.Events.Challenge("abc"), cancel);
        Assert.That((status, (string?)JsonNode.Parse(challenge)!["challenge"]), Is.EqualTo((200, "abc")));

        await simulator.Events.PostAsync(door, simulator.Events.Seal(Said("帮助")), cancel);
        Assert.That((string?)(await script.NextAsync(cancel))["heard"], Is.EqualTo("帮助"));

        var forged = simulator.Events.Seal(Said("forged"));
        forged = forged with { Headers = new Dictionary<string, string>(forged.Headers) { ["X-Lark-Signature"] = new string('0', 64) } };
        await simulator.Events.PostAsync(door, forged, cancel);

        var press = maker.CardAction(new SimPress(Group, "om_card", Lina, new JsonObject { ["line"] = "表单" }) { FormValue = new JsonObject { ["why"] = "因为" } });
        var (_, answer) = await simulator.Events.PostAsync(door, simulator.Events.Seal(press), cancel);
        Assert.That((string?)JsonNode.Parse(answer)!["toast"]!["content"], Is.EqualTo("pressed"));
        Assert.That((string?)(await script.NextAsync(cancel))["form"]!["why"], Is.EqualTo("因为"), "the forged event before it was not heard");
    }

    private JsonObject Said(string text) => maker.Message(new SimText(Group, false, Lina, text));

    private JsonObject Plan(params (string Name, string Value)[] more)
    {
        var plan = new JsonObject { ["appId"] = simulator.World.AppId, ["appSecret"] = simulator.World.AppSecret, ["domain"] = simulator.Address };
        foreach (var (name, value) in more)
            plan[name] = value;
        return plan;
    }

    private static (int Status, int Code) Refusal(JsonObject seen, string step) => ((int?)seen[step]!["status"] ?? 0, (int?)seen[step]!["code"] ?? 0);
}
