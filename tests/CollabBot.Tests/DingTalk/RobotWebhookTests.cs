using System.Text;
using System.Text.Json.Nodes;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk;
using CollabBot.DingTalk.Inbound;
using CollabBot.Tests.Contracts;
using Microsoft.Extensions.Options;

namespace CollabBot.Tests.DingTalk;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RobotWebhookTests
{
    private const string Secret = "simulator-client-secret", Timestamp = "1763863200000";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_763_863_200_000);
    private readonly LiteDbHost storage = new();
    private DingTalkRobotWebhook webhook = null!;

    [SetUp]
    public void Start() => webhook = new DingTalkRobotWebhook(Options.Create(new DingTalkOptions { ClientId = "ding1", ClientSecret = Secret }), new StaffNames(storage.Store), Blank.Proofs(storage.Time));

    [TearDown]
    public async Task Stop() => await storage.DisposeAsync();

    [Test]
    public void A_group_message_is_taken_without_its_leading_space()
    {
        var verdict = Accepted(_ => { });
        var message = verdict.Message;
        Assert.Multiple(() =>
        {
            Assert.That(message.Text, Is.EqualTo("卡点 支付流程BUG不改"));
            Assert.That(message.Place, Is.EqualTo(new Place("dingtalk", "cidAbC+dEf/Gh12==", PlaceKind.Group)));
            Assert.That((message.SenderId, message.SenderName, message.Addressed), Is.EqualTo(("manager4220", "张伟", true)));
            Assert.That(message.SentAt, Is.EqualTo(DateTimeOffset.FromUnixTimeMilliseconds(1_763_863_199_000)));
            Assert.That(verdict.Keys, Is.EqualTo(new[] { "msgAbC==" }));
            Assert.That(verdict.ResponseJson, Is.EqualTo("""{"msgtype":"empty"}"""));
        });
    }

    [Test]
    public void A_direct_chat_goes_by_its_person() =>
        Assert.That(Accepted(b => b["conversationType"] = "1").Message.Place, Is.EqualTo(new Place("dingtalk", "manager4220", PlaceKind.Direct)));

    [Test]
    public void A_stranger_without_a_staff_id_is_known_by_the_opaque_one()
    {
        var message = Accepted(b => { b["conversationType"] = "1"; b["senderStaffId"] = ""; }).Message;
        Assert.That((message.SenderId, message.Place.ChatId), Is.EqualTo(("$:LWCP_v1:$USER==", "cidAbC+dEf/Gh12==")));
    }

    [Test]
    public void A_group_message_past_the_bot_is_not_addressed_to_it() =>
        Assert.That(Accepted(b => b["isInAtList"] = false).Message.Addressed, Is.False);

    [Test]
    public void Times_written_as_text_are_understood() =>
        Assert.That(Accepted(b => b["createAt"] = "1763863199000").Message.SentAt, Is.EqualTo(DateTimeOffset.FromUnixTimeMilliseconds(1_763_863_199_000)));

    [TestCase(-1L)]
    [TestCase(long.MaxValue)]
    public void An_impossible_time_is_replaced_by_the_arrival(long createAt) => Assert.That(Accepted(b => b["createAt"] = createAt).Message.SentAt, Is.EqualTo(Now));

    [Test]
    public void Rich_text_gives_its_words() => Assert.That(
        Accepted(b => { b["msgtype"] = "richText"; b["content"] = JsonNode.Parse("""{"richText":[{"text":" 卡点 "},{"type":"picture","downloadCode":"x"},{"text":"支付"}]}"""); }).Message.Text,
        Is.EqualTo("卡点 支付"));

    [Test]
    public void Speech_gives_its_recognised_words() => Assert.That(
        Accepted(b => { b["msgtype"] = "audio"; b["content"] = JsonNode.Parse("""{"duration":4000,"recognition":"我的"}"""); }).Message.Text, Is.EqualTo("我的"));

    [Test]
    public void Text_in_the_older_place_is_found() => Assert.That(
        Accepted(b => { b.Remove("text"); b["content"] = JsonNode.Parse("""{"content":" 帮助"}"""); }).Message.Text, Is.EqualTo("帮助"));

    [Test]
    public void The_only_mention_belongs_to_the_only_name() => Assert.That(
        Accepted(b => { Say(b, "卡点 支付 @李娜 周五前"); Mention(b, "user0002"); }).Message.Mentions, Is.EqualTo(new[] { new Mention("@李娜", "user0002", "李娜", false) }));

    [Test]
    public void Mentions_that_could_be_confused_stay_names() =>
        Assert.That(Accepted(b => { Say(b, "卡点 支付 @产品部 @李娜"); Mention(b, "user0002"); }).Message.Mentions, Is.Empty);

    [Test]
    public void Who_spoke_before_is_known_by_name_and_found_among_many()
    {
        Accepted(b => { b["senderStaffId"] = "user0002"; b["senderNick"] = "李娜"; });
        Accepted(b => { b["senderStaffId"] = "user0003"; b["senderNick"] = "Li Na"; });
        var mentions = Accepted(b => { Say(b, "卡点 支付 @李娜 @Li Na @王芳 周五前"); Mention(b, "user0003", "user0004", "user0002"); }).Message.Mentions;
        Assert.That(mentions.Select(m => (m.Placeholder, m.UserId)), Is.EqualTo(new[] { ("@李娜", "user0002"), ("@Li Na", "user0003"), ("@王芳", (string?)"user0004") }));
    }

    [Test]
    public void Somebody_from_outside_takes_a_name_away()
    {
        Accepted(b => { b["senderStaffId"] = "user0002"; b["senderNick"] = "李娜"; });
        var mentions = Accepted(b => { Say(b, "卡点 支付 @李娜 @王芳 @客户"); Mention(b, "user0002", "user0004", null); }).Message.Mentions;
        Assert.That(mentions.Select(m => m.UserId), Is.EqualTo(new[] { "user0002" }));
    }

    [Test]
    public void A_name_that_only_begins_alike_is_somebody_else()
    {
        Accepted(b => { b["senderStaffId"] = "user0002"; b["senderNick"] = "李"; });
        Assert.That(Accepted(b => { Say(b, "卡点 @李娜 @李明"); Mention(b, "user0002", "user0005"); }).Message.Mentions, Is.Empty);
    }

    [Test]
    public void A_message_without_content_because_of_the_quota_is_told_under_one_key_a_month()
    {
        var verdict = Accepted(b => { b.Remove("text"); b["errorCode"] = 20001; b["errorMessage"] = "quota"; });
        Assert.That(verdict.Message.Happened, Is.EqualTo(new Happening.AllowanceSpent(Allowance.Messages, "2025-11")));
        Assert.That((verdict.Keys[0], verdict.Message.SenderId, verdict.Message.Text), Is.EqualTo(("spent:Messages:2025-11", "", "")));
    }

    [Test]
    public void A_message_without_content_for_another_reason_is_told_in_the_log() => Assert.That(
        Read(b => { b.Remove("text"); b["errorCode"] = 20002; b["errorMessage"] = "x"; }), Is.EqualTo(new WebhookVerdict.Ignore("DingTalk delivered no content, code 20002: x", RobotMessage.NoReply)));

    [TestCase("picture", """{"downloadCode":"x"}""")]
    [TestCase("file", """{"fileName":"kpi.xlsx"}""")]
    [TestCase("unknownMsgType", """{"unknownMsgType":"?"}""")]
    [TestCase("richText", """{"richText":[{"type":"picture"}]}""")]
    [TestCase("richText", """{"richText":"x"}""")]
    [TestCase("audio", """{"duration":4000,"recognition":" "}""")]
    [TestCase("audio", "[]")]
    public void What_carries_no_words_is_passed_over_in_a_group_and_told_apart_in_a_direct_chat(string type, string content)
    {
        void Wordless(JsonObject b, string chat)
        {
            b["conversationType"] = chat;
            b["msgtype"] = type;
            b["content"] = JsonNode.Parse(content);
        }

        Assert.That(Read(b => Wordless(b, "2")), Is.InstanceOf<WebhookVerdict.Ignore>());
        Assert.That(Accepted(b => Wordless(b, "1")).Message.Happened, Is.EqualTo(new Happening.WordlessMessage(type)));
    }

    [Test]
    public void A_kind_that_is_no_word_is_not_believed() =>
        Assert.That(Accepted(b => { b["conversationType"] = "1"; b["msgtype"] = "<b>\n"; }).Message.Happened, Is.EqualTo(new Happening.WordlessMessage("unknown")));

    [Test]
    public void Spoken_words_are_words() => Assert.That(
        Accepted(b => { b["msgtype"] = "audio"; b["content"] = JsonNode.Parse("""{"recognition":"我的卡点"}"""); }).Message.Text, Is.EqualTo("我的卡点"));

    [TestCase("msgId")]
    [TestCase("conversationId")]
    [TestCase("conversationType")]
    public void A_message_that_lacks_its_identity_is_refused(string member) =>
        Assert.That((Read(b => b.Remove(member)) as WebhookVerdict.Reject)?.Status, Is.EqualTo(400));

    [TestCase("")]
    [TestCase("hello")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{\"msgId\":")]
    [TestCase("{\"msgId\":\"\\ud83d\",\"conversationId\":1}")]
    public void A_body_that_is_no_message_is_refused(string body) =>
        Assert.That((Read(Encoding.UTF8.GetBytes(body)) as WebhookVerdict.Reject)?.Status, Is.EqualTo(400));

    [Test]
    public void Bytes_that_are_no_text_are_refused() => Assert.That((Read([0xff, 0xfe, 0x00]) as WebhookVerdict.Reject)?.Status, Is.EqualTo(400));

    [Test]
    public void Nesting_without_end_is_refused() =>
        Assert.That((Read(Encoding.UTF8.GetBytes(new string('[', 100_000))) as WebhookVerdict.Reject)?.Status, Is.EqualTo(400));

    [Test]
    public void A_wrong_signature_is_refused_before_the_body_is_looked_at()
    {
        var request = new WebhookRequest("not json"u8.ToArray(), name => name == "timestamp" ? Timestamp : "wrong", Now);
        Assert.That(webhook.Read(request), Is.EqualTo(new WebhookVerdict.Reject(401, "wrong sign")));
    }

    private static void Say(JsonObject body, string text) => body["text"] = new JsonObject { ["content"] = text };

    private static void Mention(JsonObject body, params string?[] staff) => body["atUsers"] = new JsonArray(
    [
        new JsonObject { ["dingtalkId"] = "$:LWCP_v1:$BOT" },
        .. staff.Select(s => s is null ? new JsonObject { ["dingtalkId"] = "$:LWCP_v1:$GUEST" } : new JsonObject { ["dingtalkId"] = "$:LWCP_v1:$" + s, ["staffId"] = s }),
    ]);

    private WebhookVerdict.Accept Accepted(Action<JsonObject> change) => (WebhookVerdict.Accept)Read(change);

    private WebhookVerdict Read(Action<JsonObject> change)
    {
        var body = JsonNode.Parse("""
            {
              "conversationId": "cidAbC+dEf/Gh12==", "conversationType": "2", "chatbotUserId": "$:LWCP_v1:$BOT", "robotCode": "ding1", "msgId": "msgAbC==", "msgtype": "text",
              "text": { "content": " 卡点 支付流程BUG不改 " }, "senderId": "$:LWCP_v1:$USER==", "senderNick": "张伟", "senderStaffId": "manager4220", "isInAtList": true,
              "atUsers": [ { "dingtalkId": "$:LWCP_v1:$BOT" } ], "createAt": 1763863199000, "unheardOf": { "x": [1] },
              "sessionWebhook": "https://oapi.dingtalk.com/robot/sendBySession?session=0123456789abcdef0123456789abcdef", "sessionWebhookExpiredTime": 1763868599000
            }
            """)!.AsObject();
        change(body);
        return Read(Encoding.UTF8.GetBytes(body.ToJsonString()));
    }

    private WebhookVerdict Read(byte[] body)
    {
        var headers = new Dictionary<string, string> { ["timestamp"] = Timestamp, ["sign"] = RobotSignature.Sign(Timestamp, Secret) };
        return webhook.Read(new WebhookRequest(body, headers.GetValueOrDefault, Now));
    }
}
