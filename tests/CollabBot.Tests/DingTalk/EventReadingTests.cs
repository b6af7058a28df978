using System.Text;
using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk;
using CollabBot.DingTalk.Inbound;
using CollabBot.Tests.Contracts;
using Microsoft.Extensions.Options;

namespace CollabBot.Tests.DingTalk;

/// <summary>Each event as DingTalk documents it, and what it is to us.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EventReadingTests
{
    private const string Chat = "cidAbC+dEf/Gh12==";
    private static readonly Place Group = new("dingtalk", Chat, PlaceKind.Group);
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);

    private readonly LiteDbHost storage = new();
    private StaffNames names = null!;

    [SetUp]
    public void Start() => names = new StaffNames(storage.Store);

    [TearDown]
    public async Task Stop() => await storage.DisposeAsync();

    private static IEnumerable<TestCaseData> Known =>
    [
        new("chat_quit", """{"timeStamp":1608026903228,"chatId":"chat6","openConversationId":"cidAbC+dEf/Gh12==","operator":"user456","operatorUnionId":"zRiEiE"}""", ""),
        new("chat_disband", """{"timeStamp":1608030111461,"chatId":"chat7","openConversationId":"cidAbC+dEf/Gh12==","operator":"user12345"}""", ""),
        new("im_cool_app_install", """{"coolAppCode":"COOLAPP-1","operateTime":"1641866135051","robotCode":"ding1","openConversationId":"cidAbC+dEf/Gh12==","operator":"user12345"}""", "user12345"),
        new("im_cool_app_uninstall", """{"coolAppCode":"COOLAPP-1","openConversationId":"cidAbC+dEf/Gh12==","operator":"user12345"}""", "user12345"),
    ];

    [TestCaseSource(nameof(Known))]
    public void What_happens_in_a_group_happens_there(string type, string fields, string sender)
    {
        var message = Accepted(type, fields).Message;
        Assert.That((message.Place, message.SenderId, message.Text, message.EventId), Is.EqualTo((Group, sender, "", "e-1")));
        Assert.That(message.Happened, type switch
        {
            "chat_quit" => Is.InstanceOf<Happening.MembersLeft>(),
            "im_cool_app_install" => Is.EqualTo(new Happening.BotAdded()),
            _ => Is.EqualTo(new Happening.BotRemoved()),
        });
    }

    [TestCase("chat_add_member")]
    [TestCase("chat_remove_member")]
    public void Members_are_those_of_the_organisation_each_once(string type)
    {
        var happened = Accepted(type, $$"""{"openConversationId":"{{Chat}}","userId":["user456","","user456","user7"],"unionId":["a","b","a","c"]}""").Message.Happened;
        var members = happened is Happening.MembersJoined joined ? joined.Members : ((Happening.MembersLeft)happened!).Members;
        Assert.That(members.Select(m => m.UserId), Is.EqualTo(new[] { "user456", "user7" }));
        Assert.That(happened is Happening.MembersJoined, Is.EqualTo(type == "chat_add_member"));
    }

    [Test]
    public async Task Members_have_the_names_we_know_them_by()
    {
        await storage.CommitAsync(work => work.Save(new Person { Id = "p-1", Name = "李娜", Accounts = ["feishu:ou_1", "dingtalk:user7"] }));
        await names.EnsureAsync(default);
        names.Committed([new Person { Id = "p-2", Name = "王芳", Accounts = ["dingtalk:user8"] }, new Person { Id = "p-3", Name = "@r9", Accounts = ["dingtalk:user9"] }]);
        names.Learn("user8", "芳芳");
        var happened = (Happening.MembersJoined)Accepted("chat_add_member", $$"""{"openConversationId":"{{Chat}}","userId":["user7","user8","user9"]}""").Message.Happened!;
        Assert.That(happened.Members, Is.EqualTo(new[] { new Member("user7", "李娜"), new Member("user8", "芳芳"), new Member("user9", null) }));
    }

    [Test]
    public void Members_from_outside_are_nobody_to_us() =>
        Assert.That(Read("chat_add_member", $$"""{"openConversationId":"{{Chat}}","userId":[],"unionId":["a"]}"""), Is.InstanceOf<WebhookVerdict.Ignore>());

    [Test]
    public void Another_robots_group_is_none_of_ours() =>
        Assert.That(Read("im_cool_app_install", $$"""{"robotCode":"other","openConversationId":"{{Chat}}"}"""), Is.InstanceOf<WebhookVerdict.Ignore>());

    [TestCase("user_add_org")]
    [TestCase("user_modify_org")]
    [TestCase("user_active_org")]
    [TestCase("user_dept_change")]
    [TestCase("org_dept_create")]
    [TestCase("org_dept_modify")]
    [TestCase("org_dept_remove")]
    [TestCase("inner_app_scopes_change")]
    public void A_change_in_the_organisation_is_a_reason_to_read_it_again(string type) =>
        Assert.That(Accepted(type, """{"userId":["user1"]}""").Message.Happened, Is.EqualTo(new Happening.DirectoryChanged()));

    [Test]
    public void Each_who_left_is_told_under_a_key_of_their_own()
    {
        var all = Accepted("user_leave_org", """{"timeStamp":"1","userId":["user1","user2","user1"]}""");
        Assert.That(all.More.Prepend(all).Select(a => (a.Keys[0], a.Message.EventId, a.Message.Happened)), Is.EqualTo(new[]
        {
            ("e-1", "e-1", (Happening)new Happening.PersonLeft("user1")), ("e-1#user2", "e-1#user2", new Happening.PersonLeft("user2")),
        }));
    }

    [TestCase("""{"unionid":"zviEiE","userId":"ding12345"}""")]
    [TestCase("""{"TimeStamp":"1","UserId":["ding12345"]}""")]
    public void One_who_left_comes_in_several_spellings(string fields) =>
        Assert.That(Accepted("user_leave_org", fields).Message.Happened, Is.EqualTo(new Happening.PersonLeft("ding12345")));

    [TestCase("chat_add_member", """{"userId":["user1"]}""")]
    [TestCase("chat_quit", """{"openConversationId":"c"}""")]
    [TestCase("user_leave_org", "{}")]
    public void What_lacks_an_id_we_need_is_passed_over(string type, string fields) =>
        Assert.That((Read(type, fields) as WebhookVerdict.Ignore)?.Reason, Is.EqualTo($"{type} lacks an id we need"));

    [Test]
    public void An_event_without_an_id_of_its_own_could_not_be_told_from_its_repetition() =>
        Assert.That(Read("user_add_org", "{}", id: null), Is.InstanceOf<WebhookVerdict.Ignore>());

    [Test]
    public void The_quota_is_told_whatever_event_came_without_content() =>
        Assert.That(Accepted("bpms_task_change", """{"errCode":20001,"errMsg":"quota"}""").Message.Happened, Is.EqualTo(new Happening.AllowanceSpent(Allowance.Messages, "2026-11")));

    [Test]
    public void The_month_ends_in_china() => Assert.That(
        (SpentAllowance.Of(Allowance.Calls, new DateTimeOffset(2026, 11, 30, 16, 0, 0, TimeSpan.Zero), "").Message.Happened as Happening.AllowanceSpent)?.Month, Is.EqualTo("2026-12"));

    [TestCase("chat_update_title")]
    [TestCase("label_conf_add")]
    [TestCase("")]
    public void An_event_that_nobody_uses_is_not_known(string type) => Assert.That(Read(type, "{}"), Is.Null);

    private WebhookVerdict.Accept Accepted(string type, string fields) => (WebhookVerdict.Accept)Read(type, fields)!;

    private WebhookVerdict? Read(string type, string fields, string? id = "e-1") =>
        new EventReader(names, Blank.Proofs(storage.Time), Options.Create(new DingTalkOptions { RobotCode = "ding1" })).Read(new DingTalkEvent(type, id, Json.Object(Encoding.UTF8.GetBytes(fields))!.Value, Now), "ok");
}
