using System.Text.Json.Nodes;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu;

/// <summary>What happens without a message, from Feishu's events to our vocabulary.</summary>
public sealed class HappeningReadingTests
{
    private const string Lina = "ou_1111111111111111111111111111111a";
    private const string Zhang = "ou_2222222222222222222222222222222b";
    private static readonly Place Group = new("feishu", "oc_g", PlaceKind.Group);
    private FeishuBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await FeishuBench.StartAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public void A_recalled_message_is_nobodys_doing_and_in_its_chat()
    {
        var read = Accepted(bench.Maker.Recalled("oc_g", "om_1")).Message;
        Assert.That((read.Place, read.SenderId, read.Happened), Is.EqualTo((Group, "", (Happening)new Happening.MessageRecalled("om_1"))));
    }

    [Test]
    public void The_bots_coming_and_going_names_the_group_and_who_did_it()
    {
        var came = Accepted(bench.Maker.BotMoved("added", "oc_g", Lina, "战略项目群")).Message;
        var went = Accepted(bench.Maker.BotMoved("deleted", "oc_g", Lina, "战略项目群")).Message;
        Assert.That((came.Place, came.SenderId, came.Happened), Is.EqualTo((Group, Lina, (Happening)new Happening.BotAdded("战略项目群"))));
        Assert.That((went.Place, went.SenderId, went.Happened), Is.EqualTo((Group, Lina, (Happening)new Happening.BotRemoved())));
    }

    [Test]
    public void A_disbanded_group_is_lost_as_well() =>
        Assert.That(Accepted(bench.Maker.Disbanded("oc_g")).Message is { Happened: Happening.BotRemoved, Place.ChatId: "oc_g" });

    [TestCase("added", typeof(Happening.MembersJoined))]
    [TestCase("deleted", typeof(Happening.MembersLeft))]
    [TestCase("withdrawn", typeof(Happening.MembersLeft))]
    public void Members_are_told_by_id_and_name_without_guests(string what, Type expected)
    {
        var read = Accepted(bench.Maker.Members(bench.Simulator.World, what, "oc_g", (Lina, "李娜", false), (Zhang, "外人", true))).Message;
        var members = read.Happened is Happening.MembersJoined joined ? joined.Members : ((Happening.MembersLeft)read.Happened!).Members;
        Assert.That(read.Happened, Is.InstanceOf(expected));
        Assert.That(members, Is.EqualTo(new[] { new Member(Lina, "李娜") }));
        Assert.That((read.Place, read.SenderId), Is.EqualTo((Group, "")));
    }

    [Test]
    public void Guests_alone_are_nothing_for_us() =>
        Assert.That(Read(bench.Maker.Members(bench.Simulator.World, "added", "oc_g", (Zhang, "外人", true))), Is.InstanceOf<WebhookVerdict.Ignore>());

    [Test]
    public void Looking_into_an_empty_direct_chat_opens_it()
    {
        var read = Accepted(bench.Maker.ChatEntered("oc_p2p", Lina, null)).Message;
        Assert.That((read.Place, read.SenderId, read.Happened), Is.EqualTo((new Place("feishu", "oc_p2p", PlaceKind.Direct), Lina, (Happening)new Happening.DirectChatOpened())));
    }

    [Test]
    public void Looking_into_a_chat_with_messages_is_no_news() =>
        Assert.That(Read(bench.Maker.ChatEntered("oc_p2p", Lina, "om_1")), Is.InstanceOf<WebhookVerdict.Ignore>());

    [Test]
    public void The_old_event_of_a_first_direct_chat_says_the_same_with_the_name()
    {
        var read = Accepted(Happenings.ChatCreated(bench.Simulator.World, "oc_p2p", Lina, "李娜"));
        Assert.That((read.Message.Place.ChatId, read.Message.SenderName, read.Message.Happened), Is.EqualTo(("oc_p2p", "李娜", (Happening)new Happening.DirectChatOpened())));
        Assert.That(read.Keys, Is.EqualTo(new[] { "41b5f371157e3d5341b38b20396e1111" }));
    }

    [TestCase("卡点 列表", "卡点 列表")]
    [TestCase("blocker_list", "blocker list")]
    public void A_menu_entry_is_its_command_line_said_in_the_direct_chat(string key, string line)
    {
        var read = Accepted(bench.Maker.MenuChosen(Lina, "李娜", key)).Message;
        Assert.That((read.Text, read.Fallback, read.Addressed), Is.EqualTo((line, "help", true)));
        Assert.That((read.Place, read.SenderId, read.SenderName), Is.EqualTo((new Place("feishu", Lina, PlaceKind.Direct), Lina, "李娜")));
    }

    [Test]
    public void The_emoji_that_asks_for_a_blocker_tells_who_and_which_message()
    {
        var read = Accepted(bench.Maker.Reaction("om_1", "Alarm", Lina)).Message;
        Assert.That((read.Place, read.SenderId, read.Happened), Is.EqualTo((new Place("feishu", Lina, PlaceKind.Direct), Lina, (Happening)new Happening.EmojiAdded("om_1", "Alarm"))));
    }

    [TestCase("THUMBSUP", Lina)]
    [TestCase("Alarm", null)]
    public void Other_emoji_and_those_of_apps_are_not_even_stored(string emoji, string? who) =>
        Assert.That(Read(bench.Maker.Reaction("om_1", emoji, who)), Is.InstanceOf<WebhookVerdict.Ignore>());

    [Test]
    public async Task The_emoji_is_a_setting_and_can_be_switched_off()
    {
        await using var other = await FeishuBench.StartAsync(null, ("Feishu:BlockerEmoji", "OnIt"));
        await using var none = await FeishuBench.StartAsync(null, ("Feishu:BlockerEmoji", ""));
        Assert.That(other.Read(other.Simulator.Events.Seal(other.Maker.Reaction("om_1", "OnIt", Lina))), Is.InstanceOf<WebhookVerdict.Accept>());
        Assert.That(other.Read(other.Simulator.Events.Seal(other.Maker.Reaction("om_1", "Alarm", Lina))), Is.InstanceOf<WebhookVerdict.Ignore>());
        Assert.That(none.Read(none.Simulator.Events.Seal(none.Maker.Reaction("om_1", "Alarm", Lina))), Is.InstanceOf<WebhookVerdict.Ignore>());
    }

    [TestCase("deleted", false)]
    [TestCase("updated", true)]
    public void Who_resigned_left(string what, bool resigned)
    {
        var read = Accepted(bench.Maker.UserChanged(what, Lina, resigned)).Message;
        Assert.That((read.Happened, read.SenderId), Is.EqualTo(((Happening)new Happening.PersonLeft(Lina), "")));
    }

    [TestCase("contact.user.created_v3")]
    [TestCase("contact.user.updated_v3")]
    [TestCase("contact.scope.updated_v3")]
    [TestCase("contact.department.created_v3")]
    [TestCase("contact.department.updated_v3")]
    [TestCase("contact.department.deleted_v3")]
    public void Other_changes_of_the_company_ask_for_the_directory(string type) =>
        Assert.That(Accepted(bench.Maker.Other(type, new JsonObject { ["object"] = new JsonObject { ["open_id"] = Lina } })).Message.Happened, Is.EqualTo(new Happening.DirectoryChanged()));

    [TestCase("im.message.recalled_v1")]
    [TestCase("im.chat.member.bot.added_v1")]
    [TestCase("im.chat.access_event.bot_p2p_chat_entered_v1")]
    [TestCase("application.bot.menu_v6")]
    [TestCase("contact.user.deleted_v3")]
    public void An_event_without_its_ids_is_acknowledged_and_dropped(string type) =>
        Assert.That(Read(bench.Maker.Other(type, [])), Is.InstanceOf<WebhookVerdict.Ignore>());

    [Test]
    public async Task What_comes_over_the_long_connection_is_read_alike()
    {
        await using var linked = await FeishuBench.StartAsync(null, ("Feishu:Receive", "LongConnection"));
        var taken = new TaskCompletionSource<InboundMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        var running = linked.Get<IStream>().RunAsync((message, _, _) => Task.FromResult(taken.TrySetResult(message)), stop.Token);
        await linked.Simulator.Gateway.ConnectedAsync(stop.Token);
        var ack = await linked.Simulator.Gateway.DeliverAsync(linked.Maker.BotMoved("added", "oc_g", Lina, "战略项目群"), stop.Token);
        Assert.That(ack.Code, Is.EqualTo(200));
        Assert.That((await taken.Task).Happened, Is.EqualTo(new Happening.BotAdded("战略项目群")));
        await stop.CancelAsync();
        Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());
    }

    private WebhookVerdict Read(JsonObject happened) => bench.Read(bench.Simulator.Events.Seal(happened));

    private WebhookVerdict.Accept Accepted(JsonObject happened) => (WebhookVerdict.Accept)Read(happened);
}
