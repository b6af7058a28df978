using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;

namespace CollabBot.Tests.Contracts;

/// <summary>What every chat platform keeps to; a fixture derives from this and gives its bench.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public abstract class PlatformContract
{
    private const string Hostile = "[点我](https://evil.example/x) <at id=all></at> @所有人 **粗** `码` # 井 {{ user.secret }} <b onclick=x>b</b> ![图](https://evil.example/i.png) |表|格| \u202e反\u202c";

    private PlatformBench bench = null!;

    protected abstract Task<PlatformBench> StartAsync();

    [SetUp]
    public async Task Start() => bench = await StartAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public async Task A_line_is_shown_in_the_group()
    {
        var outcome = await SendAsync(Card.Line("收到"));
        AssertSent(outcome);
        Assert.That(bench.Seen.Select(m => (m.ChatId, m.Text)), Is.EqualTo(new[] { (bench.Group.ChatId, "收到") }));
    }

    [Test]
    public async Task A_line_reaches_a_person_whose_chat_is_not_known()
    {
        var outcome = await bench.Platform.SendAsync(new Outgoing("k-person", null, Card.Line("早"), "zh-CN") { Recipient = bench.Person }, default);
        AssertSent(outcome);
        Assert.That(bench.Seen.Single().Text, Is.EqualTo("早"));
    }

    [Test]
    public async Task A_card_shows_its_title_body_and_buttons()
    {
        await SendAsync(new Card("卡点 B-1", Tone.Danger, new Doc([Say("支付流程BUG不改"), new Block.Actions([new CommandButton("我来认领", "卡点 认领 #B-1", ButtonStyle.Primary), new CommandButton("转给", "卡点 转给 #B-1")])])));
        var seen = bench.Seen.Single();
        Assert.Multiple(() =>
        {
            Assert.That(seen.Text, Does.Contain("卡点 B-1").And.Contain("支付流程BUG不改"));
            Assert.That(seen.Buttons, Is.EqualTo(new[] { "我来认领 → 卡点 认领 #B-1", "转给 → 卡点 转给 #B-1" }));
        });
    }

    [Test]
    public async Task A_card_shows_a_button_in_every_row_of_a_list()
    {
        await SendAsync(new Card("待响应", Tone.Neutral, new Doc([.. Enumerable.Range(1, 7).SelectMany(i => new Block[] { Say($"第 {i} 条"), new Block.Actions([new CommandButton($"认领 {i}", $"卡点 认领 #B-{i}")]) })])));
        Assert.That(bench.Seen.Single().Buttons, Is.EqualTo(Enumerable.Range(1, 7).Select(i => $"认领 {i} → 卡点 认领 #B-{i}")));
    }

    [Test]
    public async Task Hostile_words_come_out_inert_wherever_they_stand()
    {
        Block[] places =
        [
            Say(Hostile), new Block.Heading(2, [new Inline.Words(Hostile)]), new Block.Quote([Say(Hostile)]), new Block.CodeBlock("", Hostile),
            new Block.ItemList(false, [new ListItem([new Inline.Strong([new Inline.Words(Hostile)])], [Say(Hostile)])]),
            new Block.Table([new Cell([new Inline.Words("列")])], [new Row([new Cell([new Inline.Words(Hostile)])])]),
            new Block.Paragraph([new Inline.Code(Hostile), new Inline.Emphasis([new Inline.Words(Hostile)]), new Inline.At("nobody", Hostile)]),
        ];
        await SendAsync(new Card(Hostile, Tone.Warning, new Doc(places)));
        var seen = bench.Seen.Single();
        Assert.Multiple(() =>
        {
            Assert.That(seen.Links, Is.Empty);
            Assert.That(seen.Notified, Is.Empty);
            Assert.That(seen.Text, Does.Contain("{{ user.secret }}").And.Contain("<b onclick=x>").And.Contain("[点我](https://evil.example/x)"));
        });
    }

    [TestCase("# 不是标题")]
    [TestCase("- 不是列表")]
    [TestCase("1. 不是编号")]
    [TestCase("> 不是引用")]
    [TestCase("---")]
    [TestCase("第一行\n===")]
    [TestCase("    不是代码")]
    [TestCase("a*b*c_d_e~~f~~")]
    [TestCase("&lt;b&gt; &amp; &#64;")]
    [TestCase("\\[x\\](y)")]
    public async Task A_line_that_looks_like_markup_is_shown_as_typed(string typed)
    {
        await SendAsync(new Card("标题", Tone.Neutral, new Doc([Say(typed)])));
        Assert.That(Squeezed(bench.Seen.Single().Text), Is.EqualTo(Squeezed("标题" + typed)));
    }

    [Test]
    public async Task Thirty_kilobytes_are_shown_in_one_message_or_more_or_as_far_as_they_fit()
    {
        var outcome = await SendAsync(new Card("长", Tone.Neutral, new Doc([Say(string.Concat(Enumerable.Repeat("卡\"\\*👩‍👩‍👧", 2000)))])));
        AssertSent(outcome);
        Assert.That(string.Concat(bench.Seen.Select(s => s.Text)), Does.Contain("卡\"\\*👩‍👩‍👧卡"));
    }

    [Test]
    public async Task An_answer_goes_where_the_question_was_asked_and_mentions_the_asker()
    {
        var answer = new Card("B-1", Tone.Good, new Doc([new Block.Paragraph([new Inline.At("p-1", "张伟"), new Inline.Words("已认领")])]));
        var outgoing = bench.AnswerTo("卡点 支付", answer, "k-answer") with { MentionedUsers = new Dictionary<string, string> { ["p-1"] = bench.Person } };
        var outcome = await bench.Platform.SendAsync(outgoing, default);
        AssertSent(outcome);
        Assert.That(bench.Seen[^1].ChatId, Is.EqualTo(bench.Group.ChatId));
        Assert.That(bench.Seen[^1].Notified, Is.EqualTo(new[] { bench.Person }));
    }

    [Test]
    public async Task The_same_key_twice_shows_one_message()
    {
        await SendAsync(Card.Line("一次"));
        var again = await SendAsync(Card.Line("一次"));
        AssertSent(again);
        Assert.That(bench.Seen, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_replacement_changes_the_card_where_the_platform_can_and_is_shown_anew_elsewhere()
    {
        var first = await SendAsync(new Card("B-1", Tone.Warning, new Doc([Say("待响应")])));
        await bench.Platform.SendAsync(new Outgoing("k-2", bench.Group, new Card("B-1", Tone.Good, new Doc([Say("已解除")])), "zh-CN") { UpdateOf = (first as SendOutcome.Sent)?.MessageId }, default);
        Assert.That(bench.Seen, Has.Count.EqualTo(bench.Platform.Features.UpdateCards ? 1 : 2));
        Assert.That(bench.Seen[^1].Text, Does.Contain("已解除"));
    }

    [Test]
    public async Task Too_many_calls_are_busy_and_say_how_long()
    {
        Assume.That(bench.Throttle(), "the platform has no limit");
        var outcome = await SendAsync(Card.Line("x"));
        Assert.That(outcome, Is.InstanceOf<SendOutcome.Failed>().With.Property(nameof(SendOutcome.Failed.Kind)).EqualTo(FailureKind.Busy));
        Assert.That(((SendOutcome.Failed)outcome).RetryAfter, Is.GreaterThan(TimeSpan.Zero));
    }

    [Test]
    public async Task A_refused_token_is_denied()
    {
        Assume.That(bench.RefuseToken(), "the platform has no token");
        Assert.That(await KindAsync(bench.Group), Is.EqualTo(FailureKind.Denied));
    }

    [Test]
    public async Task A_gone_chat_is_misconfigured()
    {
        Assume.That(bench.GoneGroup, Is.Not.Null, "chats cannot vanish");
        Assert.That(await KindAsync(bench.GoneGroup!), Is.EqualTo(FailureKind.Misconfigured));
    }

    [Test]
    public async Task A_broken_connection_is_unreachable()
    {
        Assume.That(bench.CutOff(), "there is no network between");
        Assert.That(await KindAsync(bench.Group), Is.EqualTo(FailureKind.Unreachable));
    }

    [Test]
    public async Task It_is_ready_when_it_could_send() => Assert.That(await bench.Platform.ReadyAsync(default), Is.True);

    private static void AssertSent(SendOutcome outcome) => Assert.That(outcome, Is.InstanceOf<SendOutcome.Sent>(), outcome.ToString());

    private static Block.Paragraph Say(string text) => new([new Inline.Words(text)]);

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private Task<SendOutcome> SendAsync(Card card) => bench.Platform.SendAsync(new Outgoing("k-1", bench.Group, card, "zh-CN"), default);

    private async Task<FailureKind?> KindAsync(Place place) =>
        (await bench.Platform.SendAsync(new Outgoing("k-1", place, Card.Line("x"), "zh-CN"), default) as SendOutcome.Failed)?.Kind;
}
