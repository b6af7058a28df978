using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Outbound;

namespace CollabBot.Tests.DingTalk;

/// <summary>DingTalk has no idempotency id: what is known of an earlier try decides, also after a crash.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SendOnceTests
{
    private const string GroupSend = "/v1.0/robot/groupMessages/send";
    private DingTalkBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await DingTalkBench.StartAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public async Task What_was_taken_before_a_crash_is_not_sent_after_it()
    {
        await SendAsync("k-1");
        await bench.RestartAsync();
        Assert.That(await SendAsync("k-1"), Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(bench.Simulator.Delivered, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_call_whose_end_nobody_saw_is_repeated_with_a_word_about_it()
    {
        await bench.Storage.CommitAsync(work => work.Save(new SendNote { Id = "k-1", StartedAt = bench.Storage.Now }));
        Assert.That(await SendAsync("k-1"), Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(bench.Seen.Single().Text, Is.EqualTo("（这条可能重复：上一次发出去后没有收到回执）\n收到"));
        await SendAsync("k-1");
        Assert.That(bench.Seen, Has.Count.EqualTo(1), "its end was seen");
    }

    [Test]
    public async Task A_lost_answer_is_unsure_and_the_next_try_says_so()
    {
        bench.Simulator.Fail(GroupSend, 0, null);
        var outcome = await SendAsync("k-1");
        Assert.That((outcome as SendOutcome.Failed)?.Unsure, Is.True);
        await SendAsync("k-1");
        Assert.That(bench.Seen.Single().Text, Does.StartWith("（这条可能重复"));
    }

    [TestCase(503, """{"code":"ServiceUnavailable","message":"x"}""", true)]
    [TestCase(403, """{"code":"Forbidden.AccessDenied.QpsLimitForApi","message":"x"}""", false)]
    [TestCase(400, """{"code":"group.disbanded","message":"x"}""", false)]
    public async Task Only_what_may_have_arrived_is_in_doubt(int status, string body, bool doubted)
    {
        bench.Simulator.Fail(GroupSend, status, body);
        await SendAsync("k-1");
        await SendAsync("k-1");
        Assert.That(bench.Seen.Single().Text.Contains("可能重复", StringComparison.Ordinal), Is.EqualTo(doubted));
    }

    [Test]
    public async Task A_doubt_is_not_forgotten_over_a_plain_refusal()
    {
        bench.Simulator.Fail(GroupSend, 0, null);
        await SendAsync("k-1");
        bench.Simulator.Fail(GroupSend, 403, """{"code":"Forbidden.AccessDenied.QpsLimitForApi","message":"x"}""");
        await SendAsync("k-1");
        await SendAsync("k-1");
        Assert.That(bench.Seen.Single().Text, Does.Contain("可能重复"));
    }

    [Test]
    public async Task Where_no_connection_was_made_there_is_no_doubt()
    {
        await using var cut = await DingTalkBench.StartAsync(s => s["DingTalk:OapiBaseUrl"] = "http://127.0.0.1:9");
        var answer = cut.AnswerTo("帮助", Card.Line("收到"), "k-1");
        var away = new Dictionary<string, string>(answer.ReplyHints!) { ["sessionWebhook"] = "http://127.0.0.1:9/robot/sendBySession?session=1" };
        var outcome = await cut.Platform.SendAsync(answer with { ReplyHints = away }, default);
        Assert.That(outcome, Is.InstanceOf<SendOutcome.Failed>().With.Property(nameof(SendOutcome.Failed.Kind)).EqualTo(FailureKind.Unreachable).And.Property(nameof(SendOutcome.Failed.Unsure)).False);
        Assert.That(await cut.Storage.FindAsync<SendNote>("k-1"), Is.Null);
    }

    [Test]
    public async Task Of_several_messages_only_those_that_are_missing_are_sent_again()
    {
        var card = new Card("长", Tone.Neutral, new Doc([new Block.Paragraph([new Inline.Words(new string('卡', 12_000))])]));
        // The first goes through, the second is refused
        bench.Simulator.World.CallsPerSecond = 1;
        Assert.That(await SendAsync("k-1", card), Is.InstanceOf<SendOutcome.Failed>());
        bench.Simulator.World.CallsPerSecond = 0;
        Assert.That(await SendAsync("k-1", card), Is.InstanceOf<SendOutcome.Sent>());
        Assert.That(string.Concat(bench.Seen.Select(s => s.Text)).Count(c => c == '卡'), Is.EqualTo(12_000));
        Assert.That(bench.Seen.Select(s => s.Text.Split('\n')[0]), Is.EqualTo(new[] { "长 (1/3)", "长 (2/3)", "长 (3/3)" }));
    }

    [Test]
    public async Task Old_notes_are_swept_out()
    {
        await bench.Storage.CommitAsync(work => work.Save(new SendNote { Id = "old", StartedAt = bench.Storage.Now.AddDays(-3), ArrivedAt = bench.Storage.Now.AddDays(-3) }));
        await SendAsync("k-1");
        Assert.That(await bench.Storage.FindAsync<SendNote>("old"), Is.Null);
    }

    private Task<SendOutcome> SendAsync(string key, Card? card = null) => bench.Platform.SendAsync(new Outgoing(key, bench.Group, card ?? Card.Line("收到"), "zh-CN"), default);
}
