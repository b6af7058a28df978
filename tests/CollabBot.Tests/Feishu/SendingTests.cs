using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu;

/// <summary>What becomes of messages that Feishu does not take as they are, or may have taken already.</summary>
public sealed class SendingTests
{
    private const string Zhang = "ou_2222222222222222222222222222222b";
    private static readonly Place Group = new("feishu", "oc_g", PlaceKind.Group);
    private static readonly Dictionary<string, string> Zhangs = new() { ["zhang"] = Zhang };
    private static readonly Card Long = new("清单", Tone.Warning, new Doc([Cards.Words(new string('甲', 14_000)), Cards.Words("尾"), new Block.Actions([new CommandButton("认领", "卡点 认领 #B-1")])]));
    private FeishuBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await FeishuBench.StartAsync(new FeishuWorld { StopsLeaks = true });

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    private IReadOnlyList<SimMessage> Seen => bench.Simulator.Desk.Messages;

    [Test]
    public async Task A_card_that_mentions_a_stranger_goes_out_with_names_instead()
    {
        bench.Simulator.World.UnknownUsers[Zhang] = true;
        Assert.That(await Send(new Outgoing("k1", Group, Cards.Blocker, "zh-CN") { MentionedUsers = Zhangs }), Is.InstanceOf<SendOutcome.Sent>());
        var seen = SeenCard.Of(Seen.Single());
        Assert.That(seen.Notified, Is.Empty);
        Assert.That(seen.Text, Does.Contain("@张伟"));
    }

    [Test]
    public async Task A_card_without_the_stranger_is_not_sent_twice()
    {
        bench.Simulator.Faults.Answer(FeishuReply.Card(new CardFault(100290, "ROOT", "invalid person id", "ou_x")), times: 5);
        var failed = (SendOutcome.Failed)await Send(new Outgoing("k1", Group, Cards.Blocker, "zh-CN"));
        Assert.That(failed.Reason, Does.StartWith("卡片里提到的人飞书不认识").And.Contain("100290").And.Not.Contain("ou_x"));
        Assert.That(bench.Simulator.Calls.Count(c => c.Path.Contains("/messages", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [TestCase("chart")]
    [TestCase("collapsible_panel")]
    [TestCase("column_set")]
    [TestCase("table")]
    public async Task A_part_that_feishu_does_not_take_costs_nobody_the_message(string tag)
    {
        bench.Simulator.World.RefusedTags[tag] = true;
        Assert.That(await Send(new Outgoing("k1", Group, Cards.Everything, "zh-CN") { Live = true }), Is.InstanceOf<SendOutcome.Sent>());
        var seen = SeenCard.Of(Seen.Single());
        Assert.That(seen.Text, Does.Contain("起点 40 · 现在 43 分").And.Contain("还有 2 条").And.Contain("11-09 · 43.5").And.Contain("回款 · 200万"));
        Assert.That(seen.Buttons.Select(b => b.Line), Does.Contain("卡点 列表"));
    }

    [Test]
    public async Task A_card_that_is_refused_in_any_form_says_why()
    {
        bench.Simulator.World.RefusedTags["markdown"] = true;
        var failed = (SendOutcome.Failed)await Send(new Outgoing("k1", Group, Cards.Everything, "zh-CN"));
        Assert.That((failed.Kind, failed.Reason.Split('。')[0]), Is.EqualTo((FailureKind.Rejected, "卡片里有飞书不认识的属性或写法")));
        Assert.That(bench.Simulator.Calls.Count(c => c.Path.Contains("/messages", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task What_the_leak_rules_stop_goes_out_masked_and_says_so()
    {
        var card = new Card("客户电话 13812345678", Tone.Neutral, new Doc(
        [
            new Block.ItemList(false, [new ListItem([new Inline.Strong([new Inline.Words("联系 138 1234 5678 或 zhang.wei@example.com")])], [])]),
            Cards.Words("2026-11-25 到 2026-12-04，影响 2000000 元，#B-12"),
        ]));
        Assert.That(await Send(new Outgoing("k1", Group, card, "zh-CN")), Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(SeenCard.Of(Seen.Single()).Text.Replace(" \n", "\n", StringComparison.Ordinal), Is.EqualTo(
            "客户电话 138******78\n联系 138********78 或 z***\n2026-11-25 到 2026-12-04，影响 2000000 元，#B-12\n飞书的安全策略不让发出电话、邮箱和证件号，已遮住。\n"));
    }

    [Test]
    public async Task A_line_that_the_leak_rules_stop_is_masked_too()
    {
        await Send(new Outgoing("k1", Group, Card.Line("打 13812345678"), "en"));
        Assert.That(SeenCard.Of(Seen.Single()).Text, Does.StartWith("打 138******78").And.Contain("masked"));
    }

    [Test]
    public async Task What_stays_forbidden_is_tried_once_masked_and_then_explained()
    {
        bench.Simulator.Faults.Answer(FeishuReply.Fail(230028, "The messages do NOT pass the audit."), times: 5);
        var failed = (SendOutcome.Failed)await Send(new Outgoing("k1", Group, Card.Line("好"), "zh-CN"));
        Assert.That(failed.Kind, Is.EqualTo(FailureKind.Rejected));
        Assert.That(failed.Reason, Does.StartWith("企业的数据防泄漏策略拦下了内容"));
        Assert.That(bench.Simulator.Calls.Count(c => c.Path.Contains("/messages", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public async Task A_live_card_of_one_line_is_a_card_and_can_be_updated()
    {
        var sent = (SendOutcome.Sent)await Send(new Outgoing("k1", Group, Card.Line("还没有卡点"), "zh-CN") { Live = true });
        var updated = await Send(new Outgoing("k2", Group, Card.Line("一条卡点"), "zh-CN") { Live = true, UpdateOf = sent.MessageId });
        Assert.That(updated, Is.InstanceOf<SendOutcome.Sent>());
        Assert.That((Seen.Single().Type, SeenCard.Of(Seen[0]).Text), Is.EqualTo(("interactive", "一条卡点\n")));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_answer_stays_in_the_thread_of_its_question(bool inThread)
    {
        await Send(new Outgoing("k1", Group, Card.Line("好的"), "zh-CN") { ReplyTo = "om_asked", InThread = inThread });
        Assert.That(Seen.Single().InThread, Is.EqualTo(inThread));
    }

    [Test]
    public async Task A_card_too_long_for_one_message_goes_on_below_it_and_is_updated_as_a_whole()
    {
        var sent = (SendOutcome.Sent)await Send(new Outgoing("k1", Group, Long, "zh-CN") { Live = true });
        Assert.That(Seen.Select(m => (m.MessageId, m.ReplyTo)), Is.EqualTo(new[] { (sent.MessageId, null), (sent.More[0], sent.MessageId) }));
        Assert.That(SeenCard.Of(Seen[1]).Text, Does.StartWith("清单 (2/2)").And.EndWith("尾\n"));

        var grown = Long with { Body = new Doc([Cards.Words(new string('乙', 14_000)), .. Long.Body.Blocks]) };
        var again = (SendOutcome.Sent)await Send(new Outgoing("k2", Group, grown, "zh-CN") { Live = true, UpdateOf = sent.MessageId, UpdateMore = sent.More });
        Assert.That((Seen.Count, again.More.Count, again.More[0]), Is.EqualTo((3, 2, sent.More[0])));
        Assert.That(string.Concat(Seen.Select(m => SeenCard.Of(m).Text)).Count(c => c is '甲' or '乙'), Is.EqualTo(28_000));

        var small = (SendOutcome.Sent)await Send(new Outgoing("k3", Group, Cards.Blocker, "zh-CN") { Live = true, UpdateOf = sent.MessageId, UpdateMore = again.More });
        Assert.That(small.More, Is.EqualTo(again.More), "kept for the day the card grows again");
        Assert.That(Seen.Skip(1).Select(m => SeenCard.Of(m).Text), Is.All.EqualTo("这一页的内容已经并到前面的卡片里。\n"));
    }

    [Test]
    public async Task Trying_a_long_card_again_shows_no_page_twice()
    {
        bench.Simulator.Faults.LoseAnswer("/reply");
        var message = new Outgoing("k1", Group, Long, "zh-CN");
        Assert.That(await Send(message), Is.InstanceOf<SendOutcome.Failed>());
        Assert.That(await Send(message), Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(Seen, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_further_page_that_was_recalled_is_sent_anew()
    {
        var sent = (SendOutcome.Sent)await Send(new Outgoing("k1", Group, Long, "zh-CN") { Live = true });
        bench.Simulator.Desk.Recall(sent.More[0]);
        var again = (SendOutcome.Sent)await Send(new Outgoing("k2", Group, Long, "zh-CN") { Live = true, UpdateOf = sent.MessageId, UpdateMore = sent.More });
        Assert.That((Seen.Count, again.More.Single()), Is.EqualTo((3, Seen[2].MessageId)));
    }

    [Test]
    public async Task A_card_of_more_than_two_weeks_says_so_in_words()
    {
        var sent = (SendOutcome.Sent)await Send(new Outgoing("k1", Group, Cards.Blocker, "zh-CN") { Live = true });
        bench.Time.Advance(TimeSpan.FromDays(15));
        var failed = (SendOutcome.Failed)await Send(new Outgoing("k2", Group, Cards.Blocker, "zh-CN") { UpdateOf = sent.MessageId });
        Assert.That((failed.Kind, failed.Reason.Split('。')[0]), Is.EqualTo((FailureKind.Outdated, "发出超过 14 天的卡片不能再改，下次变化时会发一张新的")));
    }

    [Test]
    public async Task A_recalled_card_is_outdated_for_an_update()
    {
        var sent = (SendOutcome.Sent)await Send(new Outgoing("k1", Group, Cards.Blocker, "zh-CN") { Live = true });
        bench.Simulator.Desk.Recall(sent.MessageId!);
        Assert.That(((SendOutcome.Failed)await Send(new Outgoing("k2", Group, Cards.Blocker, "zh-CN") { UpdateOf = sent.MessageId })).Kind, Is.EqualTo(FailureKind.Outdated));
    }

    [Test]
    public async Task A_lost_answer_leaves_a_doubt_and_a_refused_connection_none()
    {
        bench.Simulator.Faults.LoseAnswer();
        var lost = (SendOutcome.Failed)await Send(new Outgoing("k1", Group, Card.Line("好的"), "zh-CN"));
        await using var nowhere = await FeishuBench.StartAsync(null, ("Feishu:BaseUrl", "http://127.0.0.1:1"));
        var refused = (SendOutcome.Failed)await nowhere.Platform.SendAsync(new Outgoing("k1", Group, Card.Line("好的"), "zh-CN"), CancellationToken.None);
        Assert.That((lost.Kind, lost.Unsure, refused.Kind, refused.Unsure), Is.EqualTo((FailureKind.Unreachable, true, FailureKind.Unreachable, false)));
    }

    [Test]
    public async Task In_doubt_the_platforms_guard_is_used_while_it_lasts_and_nothing_is_doubled_after()
    {
        bench.Simulator.Faults.LoseAnswer();
        var message = new Outgoing("k1", Group, Card.Line("好的"), "zh-CN");
        await Send(message);
        var since = bench.Time.GetUtcNow();
        bench.Time.Advance(TimeSpan.FromMinutes(50));
        Assert.That(await Send(message with { DoubtedAt = since }), Is.InstanceOf<SendOutcome.Sent>());
        bench.Time.Advance(TimeSpan.FromMinutes(20));
        var late = (SendOutcome.Failed)await Send(message with { DoubtedAt = since });
        Assert.That((late.Kind, Seen.Count), Is.EqualTo((FailureKind.Rejected, 1)));
        Assert.That(late.Reason, Does.Contain("collabbot outbox replay"));
    }

    private Task<SendOutcome> Send(Outgoing message) => bench.Platform.SendAsync(message, CancellationToken.None);
}
