using System.Text.Json.Nodes;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;
using Microsoft.AspNetCore.Builder;

namespace CollabBot.Tests.Feishu;

/// <summary>The whole service between the simulator's two ends: what a person writes in Feishu comes back as a card in Feishu.</summary>
[CancelAfter(60_000)]
public sealed class SpineTests
{
    private const string Lina = "ou_1111111111111111111111111111111a";
    private const string Zhang = "ou_2222222222222222222222222222222b";
    private const string Chat = "oc_p2p_lina";
    private const string Group = "oc_strategy";
    private TempFolder folder = null!;
    private FeishuSimulator simulator = null!;
    private EventMaker maker = null!;
    private WebApplication service = null!;

    [SetUp]
    public async Task Start()
    {
        folder = new TempFolder();
        simulator = await FeishuSimulator.StartAsync(new FeishuWorld(), TestTime.Real, CancellationToken.None);
        maker = new EventMaker(simulator.World, TestTime.Real);
    }

    [TearDown]
    public async Task Stop()
    {
        await service.StopAsync();
        await service.DisposeAsync();
        await simulator.DisposeAsync();
        folder.Dispose();
    }

    [Test]
    public async Task A_line_sent_to_the_webhook_becomes_a_card_once(CancellationToken cancel)
    {
        await RunAsync("Webhook", cancel);
        var said = maker.Message(new SimText(Chat, false, Lina, "/blocker 支付流程BUG不改"));
        Assert.That(await PostAsync(said, cancel), Is.EqualTo((200, "{}")));
        Assert.That(await PostAsync(said, cancel), Is.EqualTo((200, "{}")));
        await PostAsync(maker.Message(new SimText(Chat, false, Lina, "/help")), cancel);

        var seen = await UntilAsync(m => m.Count >= 2, cancel);
        Assert.Multiple(() =>
        {
            Assert.That(SeenCard.Of(seen[0]).Text, Does.Contain("B-1").And.Contain("支付流程BUG不改"));
            Assert.That(seen[0].ReplyTo, Is.EqualTo((string?)said["event"]!["message"]!["message_id"]));
            Assert.That(seen, Has.Count.EqualTo(2));
        });
    }

    [Test]
    public async Task A_pressed_button_changes_the_card_in_place(CancellationToken cancel)
    {
        await RunAsync("Webhook", cancel);
        await PostAsync(maker.Message(InGroup(Zhang, "帮助")), cancel);
        await UntilAsync(m => m.Count == 1, cancel);
        await PostAsync(maker.Message(InGroup(Lina, "卡点 支付流程BUG不改 @_user_2") with { Mentions = [Bot, (Zhang, "张伟")] }), cancel);
        var seen = await UntilAsync(m => m.Any(IsClaimable), cancel);

        var card = seen.First(IsClaimable);
        var answer = await PostAsync(maker.CardAction(new SimPress(Group, card.MessageId, Zhang, Value(card, "认领"))), cancel);
        Assert.That(answer.Status, Is.EqualTo(200));
        Assert.That(answer.Body, Does.Contain("toast"));
        seen = await UntilAsync(m => m.Any(c => c.MessageId == card.MessageId && c.Updates > 0), cancel);
        Assert.That(SeenCard.Of(seen.Single(m => m.MessageId == card.MessageId)).Buttons.Select(b => b.Label), Does.Contain("解决了"));
    }

    [Test]
    public async Task A_line_on_the_long_connection_becomes_a_card(CancellationToken cancel)
    {
        await RunAsync("LongConnection", cancel);
        await simulator.Gateway.ConnectedAsync(cancel);
        var ack = await simulator.Gateway.DeliverAsync(maker.Message(new SimText(Chat, false, Lina, "卡点 支付流程BUG不改")), cancel);
        Assert.That(ack, Is.EqualTo(new WireAck(200, null)));
        Assert.That(SeenCard.Of((await UntilAsync(m => m.Count == 1, cancel))[0]).Text, Does.Contain("B-1"));
    }

    [Test]
    public async Task What_comes_again_after_a_break_has_one_effect(CancellationToken cancel)
    {
        await RunAsync("LongConnection", cancel);
        await simulator.Gateway.ConnectedAsync(cancel);
        var said = maker.Message(new SimText(Chat, false, Lina, "卡点 支付流程BUG不改"));
        await simulator.Gateway.DeliverAsync(said, cancel);
        simulator.Gateway.Drop();
        await simulator.Gateway.ConnectedAsync(cancel);
        Assert.That((await simulator.Gateway.DeliverAsync(said, cancel)).Code, Is.EqualTo(200), "taken, or it would come again");
        await simulator.Gateway.DeliverAsync(maker.Message(new SimText(Chat, false, Lina, "帮助")), cancel);
        var seen = await UntilAsync(m => m.Count >= 2, cancel);
        Assert.That(seen, Has.Count.EqualTo(2));
        Assert.That(seen.Count(m => SeenCard.Of(m).Text.Contains("🚧", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task A_question_in_a_thread_is_answered_there(CancellationToken cancel)
    {
        await RunAsync("Webhook", cancel);
        var said = maker.Message(InGroup(Lina, "帮助"));
        said["event"]!["message"]!["thread_id"] = "omt_1";
        await PostAsync(said, cancel);
        await PostAsync(maker.Message(InGroup(Lina, "帮助")), cancel);
        var seen = await UntilAsync(m => m.Count == 2, cancel);
        Assert.That(seen.Select(m => m.InThread), Is.EqualTo(new[] { true, false }));
    }

    [Test]
    public async Task Whoever_is_picked_by_face_is_the_one(CancellationToken cancel)
    {
        await RunAsync("Webhook", cancel);
        await PostAsync(maker.Message(InGroup(Zhang, "帮助") with { Mentions = [Bot] }), cancel);
        await UntilAsync(m => m.Count == 1, cancel);
        await PostAsync(maker.Message(InGroup(Lina, "人员 协同官")), cancel);
        var seen = await UntilAsync(m => m.Any(c => Picker(c) is not null), cancel);
        var form = seen.First(c => Picker(c) is not null);
        var picker = Picker(form)!;
        Assert.That(picker["options"]!.AsArray().Select(o => (string?)o!["value"]), Does.Contain(Zhang));
        var value = Nodes(form.Content).Single(n => (string?)n["form_action_type"] == "submit")["behaviors"]![0]!["value"];
        await PostAsync(maker.CardAction(new SimPress(Group, form.MessageId, Lina, value) { FormValue = new JsonObject { [(string)picker["name"]!] = Zhang } }), cancel);
        seen = await UntilAsync(m => m.Single(c => c.MessageId == form.MessageId).Updates > 0, cancel);
        Assert.That(SeenCard.Of(seen.Single(c => c.MessageId == form.MessageId)).Text, Does.Contain($"@{Zhang} 现在是协同官"));
    }

    private static JsonObject? Picker(SimMessage message) => Nodes(message.Content).FirstOrDefault(n => (string?)n["tag"] == "select_person");

    [Test]
    public async Task A_forgery_is_refused_and_leaves_nothing(CancellationToken cancel)
    {
        await RunAsync("Webhook", cancel);
        var forged = simulator.Events.Seal(maker.Message(new SimText(Chat, false, Lina, "/blocker 假的"))) with { Headers = new Dictionary<string, string>() };
        Assert.That((await simulator.Events.PostAsync(Webhook, forged, cancel)).Status, Is.EqualTo(401));
        await PostAsync(maker.Message(new SimText(Chat, false, Lina, "/blocker 真的")), cancel);
        Assert.That(SeenCard.Of((await UntilAsync(m => m.Count == 1, cancel))[0]).Text, Does.Contain("B-1").And.Contain("真的"));
    }

    private (string OpenId, string Name) Bot => (simulator.World.BotOpenId, "协同助手");

    private SimText InGroup(string sender, string text) => new(Group, true, sender, "@_user_1 " + text) { Mentions = [Bot] };

    private static bool IsClaimable(SimMessage message) => message.ChatId == Group && Value(message, "认领") is not null;

    /// <summary>What the platform sends back when the button is pressed, taken from the card as it was sent.</summary>
    private static JsonNode? Value(SimMessage message, string word) => Nodes(message.Content)
        .Where(n => (string?)n["tag"] == "button")
        .Select(n => n["behaviors"]![0]!["value"])
        .FirstOrDefault(v => ((string?)v!["line"])?.Contains(word, StringComparison.Ordinal) == true);

    private static IEnumerable<JsonObject> Nodes(JsonNode? node) => node switch
    {
        JsonObject thing => thing.SelectMany(p => Nodes(p.Value)).Prepend(thing),
        JsonArray list => list.SelectMany(Nodes),
        _ => [],
    };

    private Uri Webhook => new(service.Urls.Single() + "/feishu/events");

    private Task<(int Status, string Body)> PostAsync(JsonObject happened, CancellationToken cancel)
    {
        if (happened["event"]!["message"] is { } message)
            simulator.Desk.Heard((string)message["message_id"]!, (string)message["chat_id"]!);
        return simulator.Events.PostAsync(Webhook, simulator.Events.Seal(happened), cancel);
    }

    private async Task RunAsync(string receive, CancellationToken cancel)
    {
        var world = simulator.World;
        service = Service.Build(
        [
            "--Urls", "http://127.0.0.1:0", "--Storage:DataDirectory", folder.Path, "--Feishu:BaseUrl", simulator.Address, "--Feishu:Receive", receive,
            "--Feishu:AppId", world.AppId, "--Feishu:AppSecret", world.AppSecret, "--Feishu:EncryptKey", world.EncryptKey, "--Feishu:VerificationToken", world.VerificationToken,
        ]);
        await service.StartAsync(cancel);
    }

    private async Task<IReadOnlyList<SimMessage>> UntilAsync(Func<IReadOnlyList<SimMessage>, bool> enough, CancellationToken cancel)
    {
        while (!enough(simulator.Desk.Messages))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, cancel);
        return simulator.Desk.Messages;
    }
}
