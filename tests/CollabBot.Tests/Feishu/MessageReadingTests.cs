using System.Text.Json.Nodes;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu;

public sealed class MessageReadingTests
{
    private const string Lina = "ou_1111111111111111111111111111111a";
    private const string Zhang = "ou_2222222222222222222222222222222b";
    private FeishuBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await FeishuBench.StartAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public void A_direct_message_is_addressed_and_names_its_sender_and_chat()
    {
        var read = Accepted(bench.Maker.Message(new SimText("oc_p2p", false, Lina, "/blocker 支付流程BUG不改")));
        Assert.Multiple(() =>
        {
            Assert.That(read.Message.Text, Is.EqualTo("/blocker 支付流程BUG不改"));
            Assert.That(read.Message.Place, Is.EqualTo(new Place("feishu", "oc_p2p", PlaceKind.Direct)));
            Assert.That(read.Message.SenderId, Is.EqualTo(Lina));
            Assert.That(read.Message.Addressed, Is.True);
            Assert.That(read.Message.SentAt, Is.EqualTo(bench.Time.GetUtcNow()));
            Assert.That(read.ResponseJson, Is.EqualTo("{}"));
        });
    }

    [Test]
    public void Event_id_and_message_id_both_guard_against_doubles()
    {
        var happened = bench.Maker.Message(new SimText("oc_1", false, Lina, "帮助"));
        var read = Accepted(happened);
        Assert.That(read.Keys, Is.EqualTo(new[] { (string)happened["header"]!["event_id"]!, (string)happened["event"]!["message"]!["message_id"]! }));
    }

    [Test]
    public void In_a_group_the_mention_of_the_bot_addresses_it()
    {
        bench.Bot.OpenId = bench.Simulator.World.BotOpenId;
        var said = new SimText("oc_g", true, Lina, "@_user_1 卡点 支付 @_user_2") { Mentions = [(bench.Simulator.World.BotOpenId, "协同机器人"), (Zhang, "张伟")] };
        var message = Accepted(bench.Maker.Message(said)).Message;
        Assert.Multiple(() =>
        {
            Assert.That(message.Addressed, Is.True);
            Assert.That(message.Place.Kind, Is.EqualTo(PlaceKind.Group));
            Assert.That(message.Text, Is.EqualTo("@_user_1 卡点 支付 @_user_2"));
            Assert.That(message.Mentions, Is.EqualTo(new[]
            {
                new Mention("@_user_1", bench.Simulator.World.BotOpenId, "协同机器人", true),
                new Mention("@_user_2", Zhang, "张伟", false),
            }));
        });
    }

    [Test]
    public void In_a_group_the_mention_of_somebody_else_does_not_address_it()
    {
        bench.Bot.OpenId = bench.Simulator.World.BotOpenId;
        var message = Accepted(bench.Maker.Message(new SimText("oc_g", true, Lina, "@_user_1 午饭?") { Mentions = [(Zhang, "张伟")] })).Message;
        Assert.That((message.Addressed, message.Mentions.Any(m => m.IsBot)), Is.EqualTo((false, false)));
    }

    [Test]
    public void Before_it_knows_itself_the_leading_mention_is_taken_for_the_bot()
    {
        var said = new SimText("oc_g", true, Lina, "@_user_1 卡点 支付 @_user_2") { Mentions = [(bench.Simulator.World.BotOpenId, "机器人"), (Zhang, "张伟")] };
        var message = Accepted(bench.Maker.Message(said)).Message;
        Assert.That(message.Mentions.Select(m => m.IsBot), Is.EqualTo(new[] { true, false }));
        Assert.That(message.Addressed, Is.True);
    }

    [Test]
    public void A_post_is_read_as_its_words_line_by_line()
    {
        const string Post = """
            {"title":"周报","content":[[{"tag":"at","user_id":"@_user_1","user_name":"机器人"},{"tag":"text","text":" 卡点 "},{"tag":"a","href":"https://x.y","text":"支付"}],
            [{"tag":"img","image_key":"img_1"}],[{"tag":"code_block","language":"GO","text":"a := 1"}]]}
            """;
        var message = Accepted(bench.Maker.Message(new SimText("oc_g", true, Lina, Post) { Type = "post", Mentions = [(bench.Simulator.World.BotOpenId, "机器人")] })).Message;
        Assert.That(message.Text, Is.EqualTo("周报\n@_user_1 卡点 支付\n\na := 1"));
    }

    [Test]
    public void At_all_is_a_mention_of_nobody()
    {
        var message = Accepted(bench.Maker.Message(new SimText("oc_g", true, Lina, "@_all 开会"))).Message;
        Assert.That(message.Mentions, Is.EqualTo(new[] { new Mention("@_all", null, "all", false) }));
        Assert.That(message.Addressed, Is.False);
    }

    [TestCase("image", """{"image_key":"img_1"}""")]
    [TestCase("sticker", """{"file_key":"f"}""")]
    [TestCase("merge_forward", "Merged and Forwarded Message")]
    public void What_has_no_words_is_told_by_its_kind_in_a_direct_chat(string type, string content)
    {
        var read = Accepted(Wordless(type, content, false));
        Assert.That((read.Message.Happened, read.Message.Text, read.Keys.Count), Is.EqualTo(((Happening)new Happening.WordlessMessage(type), "", 2)));
    }

    [TestCase("image", """{"image_key":"img_1"}""", true)]
    [TestCase("merge_forward", "Merged and Forwarded Message", true)]
    [TestCase("system", """{"template":"x"}""", false)]
    [TestCase("text", """{"text":7}""", false)]
    public void What_nobody_said_to_us_in_words_is_ignored(string type, string content, bool group) =>
        Assert.That(bench.Read(bench.Simulator.Events.Seal(Wordless(type, content, group))), Is.InstanceOf<WebhookVerdict.Ignore>());

    [Test]
    public void A_post_mentions_our_people_too()
    {
        const string Post = """{"title":"","content":[[{"tag":"text","text":"卡点 支付 "},{"tag":"at","user_id":"@_user_1","user_name":"张伟"},{"tag":"text","text":" 周五前"}]]}""";
        var message = Accepted(bench.Maker.Message(new SimText("oc_1", false, Lina, Post) { Type = "post", Mentions = [(Zhang, "张伟")] })).Message;
        Assert.That(message.Text, Is.EqualTo("卡点 支付 @_user_1 周五前"));
        Assert.That(message.Mentions, Is.EqualTo(new[] { new Mention("@_user_1", Zhang, "张伟", false) }));
    }

    [Test]
    public void A_guest_of_another_company_is_a_name_only()
    {
        var happened = bench.Maker.Message(new SimText("oc_g", true, Lina, "@_user_1 午饭?") { Mentions = [(Zhang, "张伟")] });
        happened["event"]!["message"]!["mentions"]![0]!["tenant_key"] = "tenantkey0000002";
        Assert.That(Accepted(happened).Message.Mentions.Single(), Has.Property(nameof(Mention.UserId)).Null.And.Property(nameof(Mention.Name)).EqualTo("张伟"));
    }

    [Test]
    public void The_thread_is_carried()
    {
        var happened = bench.Maker.Message(new SimText("oc_g", true, Lina, "帮助"));
        happened["event"]!["message"]!["thread_id"] = "omt_9";
        Assert.That(Accepted(happened).Message.ThreadId, Is.EqualTo("omt_9"));
    }

    [Test]
    public void Who_was_mentioned_is_known_by_name_when_they_speak()
    {
        Accepted(bench.Maker.Message(new SimText("oc_g", true, Lina, "@_user_1 午饭?") { Mentions = [(Zhang, "张伟")] }));
        bench.Bot.OpenId = bench.Simulator.World.BotOpenId;
        Accepted(bench.Maker.Message(new SimText("oc_g", true, Lina, "@_user_1 午饭?") { Mentions = [(Zhang, "张伟")] }));
        Assert.That(Accepted(bench.Maker.Message(new SimText("oc_g", true, Zhang, "好"))).Message.SenderName, Is.EqualTo("张伟"));
    }

    [Test]
    public void What_an_app_says_is_ignored()
    {
        var happened = bench.Maker.Message(new SimText("oc_1", false, Lina, "卡点 x"));
        happened["event"]!["sender"]!["sender_type"] = "app";
        Assert.That(bench.Read(bench.Simulator.Events.Seal(happened)), Is.InstanceOf<WebhookVerdict.Ignore>());
    }

    [TestCase("1750000000123", 1750000000123)]
    [TestCase("1750000000123456", 1750000000123)]
    [TestCase("1750000000", 1750000000000)]
    public void Instants_are_read_by_their_length(string digits, long milliseconds) =>
        Assert.That(CollabBot.Feishu.Inbound.EventReader.Instant(digits)?.ToUnixTimeMilliseconds(), Is.EqualTo(milliseconds));

    [TestCase("")]
    [TestCase("x")]
    [TestCase("999999999999999999")]
    public void What_is_no_instant_is_none(string digits) => Assert.That(CollabBot.Feishu.Inbound.EventReader.Instant(digits), Is.Null);

    private JsonObject Wordless(string type, string content, bool group)
    {
        var happened = bench.Maker.Message(new SimText("oc_1", group, Lina, "x") { Type = type });
        happened["event"]!["message"]!["content"] = content;
        return happened;
    }

    private WebhookVerdict.Accept Accepted(JsonObject happened) => (WebhookVerdict.Accept)bench.Read(bench.Simulator.Events.Seal(happened));
}
