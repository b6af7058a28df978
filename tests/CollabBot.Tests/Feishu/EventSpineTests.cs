using System.Text.Json.Nodes;
using CollabBot.Core.People;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Feishu;

/// <summary>What happens without a message, through the whole service and back to Feishu, over either way in.</summary>
[CancelAfter(60_000)]
[TestFixture("Webhook")]
[TestFixture("LongConnection")]
public sealed class EventSpineTests(string receive)
{
    private const string Lina = "ou_1111111111111111111111111111111a";
    private const string Zhang = "ou_2222222222222222222222222222222b";
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
        simulator.Contacts.Add(new SimDepartment("od-product", "产品部", Head: Zhang), new SimDepartment("od-sales", "销售部", Head: Lina));
        simulator.Contacts.Add(new SimUser(Lina, "李娜", "od-sales"), new SimUser(Zhang, "张伟", "od-product"));
        var world = simulator.World;
        service = Service.Build(
        [
            "--Urls", "http://127.0.0.1:0", "--Storage:DataDirectory", folder.Path, "--Feishu:BaseUrl", simulator.Address, "--Feishu:Receive", receive,
            "--Feishu:AppId", world.AppId, "--Feishu:AppSecret", world.AppSecret, "--Feishu:EncryptKey", world.EncryptKey, "--Feishu:VerificationToken", world.VerificationToken,
        ]);
        await service.StartAsync(CancellationToken.None);
        if (receive == "LongConnection")
            await simulator.Gateway.ConnectedAsync(CancellationToken.None);
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
    public async Task The_address_book_routes_a_department_to_its_head(CancellationToken cancel)
    {
        await KnownAsync(cancel);
        await HappenAsync(Said("@_user_1 卡点 支付流程BUG不改 @产品部", true), cancel);
        var told = await SeenAsync(m => m.Receiver == Zhang, cancel);
        Assert.That(SeenCard.Of(told).Text, Does.Contain("B-1").And.Contain("支付流程BUG不改"));
        Assert.That(told.Content.ToJsonString(), Does.Contain($"at id={Zhang}"));
    }

    [Test]
    public async Task A_group_is_greeted_and_whoever_joins_it_gets_the_first_page(CancellationToken cancel)
    {
        await HappenAsync(maker.BotMoved("added", Group, Lina, "战略项目群"), cancel);
        var welcome = await SeenAsync(m => m.ChatId == Group, cancel);
        Assert.That(SeenCard.Of(welcome).Buttons.Select(b => b.Label), Is.EqualTo(new[] { "报一个卡点" }));
        await HappenAsync(maker.Members(simulator.World, "added", Group, (Zhang, "张伟", false)), cancel);
        Assert.That(SeenCard.Of(await SeenAsync(m => m.Receiver == Zhang, cancel)).Buttons.Select(b => b.Label), Is.EqualTo(new[] { "看我的事", "帮助" }));
    }

    [Test]
    public async Task An_emoji_becomes_a_draft_and_the_draft_a_blocker_that_knows_its_message(CancellationToken cancel)
    {
        var said = Said("支付回调又超时了", false);
        var messageId = simulator.Heard.Hear(said);
        await HappenAsync(maker.Reaction(messageId, "Alarm", Zhang), cancel);
        var draft = await SeenAsync(m => m.Receiver == Zhang, cancel);
        Assert.That((string?)Nodes(draft.Content).Single(n => (string?)n["name"] == "text")["default_value"], Is.EqualTo("支付回调又超时了"));
        Assert.That(draft.Content.ToJsonString(), Does.Contain("applink.feishu.cn/client/chat/open?openChatId=" + Group));

        var submit = Nodes(draft.Content).Single(n => (string?)n["form_action_type"] == "submit")["behaviors"]![0]!["value"];
        var fields = new JsonObject { ["text"] = "支付回调又超时了", ["owner"] = "@销售部" };
        await KnownAsync(cancel);
        await HappenAsync(maker.CardAction(new SimPress(draft.ChatId, draft.MessageId, Zhang, submit) { FormValue = fields }), cancel);
        var card = await SeenAsync(m => m.ChatId == Group, cancel);
        Assert.That(SeenCard.Of(card).Text, Does.Contain("B-1").And.Contain("支付回调又超时了"));
        await HappenAsync(maker.Recalled(Group, messageId), cancel);
        Assert.That(SeenCard.Of(await SeenAsync(m => m.MessageId == card.MessageId && m.Updates > 0, cancel)).Text, Does.Contain("原消息已撤回"));
    }

    [Test]
    public async Task Whoever_presses_or_submits_sees_a_toast_and_no_error_of_their_client(CancellationToken cancel)
    {
        simulator.World.Webhook = receive == "Webhook" ? new Uri(service.Urls.Single() + "/feishu/events") : null;
        await HappenAsync(Said("@_user_1 帮助", true), cancel);
        var help = await SeenAsync(m => m.ChatId == Group, cancel);
        var pressed = await simulator.Presses.TouchAsync(new SimTouch(help.MessageId, Lina, "卡点"), cancel);
        Assert.That((pressed.Code, pressed.Toast), Is.EqualTo((0, "收到")));

        await HappenAsync(maker.Reaction(simulator.Heard.Hear(Said("支付回调又超时了", false)), "Alarm", Zhang), cancel);
        var draft = await SeenAsync(m => m.Receiver == Zhang, cancel);
        var submitted = await simulator.Presses.TouchAsync(new SimTouch(draft.MessageId, Zhang, "报上去"), cancel);
        Assert.That((submitted.Code, submitted.Toast), Is.EqualTo((0, "收到")));
        await SeenAsync(m => m.ChatId == Group && SeenCard.Of(m).Text.Contains("B-1", StringComparison.Ordinal), cancel);
    }

    [Test]
    public async Task A_menu_entry_and_a_first_look_are_answered_in_the_direct_chat(CancellationToken cancel)
    {
        await HappenAsync(maker.ChatEntered("oc_p2p_lina", Lina, null), cancel);
        Assert.That(SeenCard.Of(await SeenAsync(m => m.ChatId == "oc_p2p_lina", cancel)).Buttons.Select(b => b.Label), Is.EqualTo(new[] { "能做什么" }));
        await HappenAsync(maker.MenuChosen(Zhang, "张伟", "blocker_list"), cancel);
        Assert.That(SeenCard.Of(await SeenAsync(m => m.Receiver == Zhang, cancel)).Text, Does.Contain("没有开着的卡点"));
    }

    [Test]
    public async Task Who_left_is_known_and_asked_no_more(CancellationToken cancel)
    {
        await KnownAsync(cancel);
        await HappenAsync(maker.UserChanged("deleted", Zhang), cancel);
        await UntilAsync(r => r.ByAccount("feishu:" + Zhang) is { Left: true }, cancel);
        await HappenAsync(Said("@_user_1 卡点 支付流程BUG不改 @_user_2", true, (Zhang, "张伟")), cancel);
        var answer = await SeenAsync(m => m.ChatId == Group, cancel);
        Assert.That((string?)answer.Content["text"], Does.StartWith("张伟已经离职了"));
    }

    private JsonObject Said(string text, bool toBot, params (string OpenId, string Name)[] others)
    {
        var happened = maker.Message(new SimText(Group, true, Lina, text) { Mentions = toBot ? [(simulator.World.BotOpenId, "协同助手"), .. others] : others });
        simulator.Desk.Heard((string)happened["event"]!["message"]!["message_id"]!, Group);
        return happened;
    }

    private async Task HappenAsync(JsonObject happened, CancellationToken cancel)
    {
        if (receive == "LongConnection")
            Assert.That((await simulator.Gateway.DeliverAsync(happened, cancel)).Code, Is.EqualTo(200));
        else
            Assert.That((await simulator.Events.PostAsync(new Uri(service.Urls.Single() + "/feishu/events"), simulator.Events.Seal(happened), cancel)).Status, Is.EqualTo(200));
    }

    /// <summary>The first pass over the address book is done.</summary>
    private Task KnownAsync(CancellationToken cancel) => UntilAsync(r => r.DepartmentByName("产品部") is not null, cancel);

    private async Task UntilAsync(Func<Roster, bool> known, CancellationToken cancel)
    {
        while (!known(await service.Services.GetRequiredService<RosterSource>().CurrentAsync(cancel)))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, cancel);
    }

    private async Task<SimMessage> SeenAsync(Func<SimMessage, bool> wanted, CancellationToken cancel)
    {
        while (true)
        {
            if (simulator.Desk.Messages.FirstOrDefault(wanted) is { } seen)
                return seen;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestTime.Real, cancel);
        }
    }

    private static IEnumerable<JsonObject> Nodes(JsonNode? node) => node switch
    {
        JsonObject thing => thing.SelectMany(p => Nodes(p.Value)).Prepend(thing),
        JsonArray list => list.SelectMany(Nodes),
        _ => [],
    };
}
