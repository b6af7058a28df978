using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Outbound.Cards;

namespace CollabBot.Tests.DingTalk.Cards;

/// <summary>A long answer to a question begins to be read while the rest of it still comes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CardStreamTests
{
    private const string Streaming = "/v1.0/card/streaming";
    private DingTalkBench bench = null!;

    [SetUp]
    public async Task Start() => bench = await DingTalkBench.WithCardsAsync();

    [TearDown]
    public async Task Stop() => await bench.DisposeAsync();

    [Test]
    public async Task Its_text_grows_and_is_finished()
    {
        await SendAsync(bench.AnswerTo("帮助", Long, "k-1"));
        var card = bench.Simulator.Card("k-1")!;
        var lengths = card.History.Select(h => h["markdown"].Length).ToList();
        Assert.That(lengths, Is.Ordered.And.Count.GreaterThan(2));
        Assert.That((card.Finished, card.Value("markdown").Count(c => c == '卡')), Is.EqualTo((true, 4_000)));
        Assert.That(card.History.All(h => card.Value("markdown").StartsWith(h["markdown"], StringComparison.Ordinal)), "each is a beginning of the whole");
        Assert.That(Calls("PUT"), Is.EqualTo(lengths.Count - 1), "and by nothing else");
    }

    [Test]
    public async Task What_nobody_waits_for_and_what_will_change_comes_at_once()
    {
        await SendAsync(new Outgoing("k-1", bench.Group, Long, "zh-CN"));
        await SendAsync(bench.AnswerTo("卡点", Long, "k-2") with { Live = true });
        Assert.That(new[] { "k-1", "k-2" }.Select(k => bench.Simulator.Card(k)!.History.Count), Is.All.EqualTo(1));
    }

    [Test]
    public async Task Where_the_template_does_not_stream_it_is_whole_all_the_same()
    {
        bench.Simulator.World.Templates[DingTalkBench.Template] = bench.Simulator.World.Templates[DingTalkBench.Template] with { Streamed = [] };
        await SendAsync(bench.AnswerTo("帮助", Long, "k-1"));
        Assert.That(bench.Simulator.Card("k-1")!.Value("markdown").Count(c => c == '卡'), Is.EqualTo(4_000));
    }

    [Test]
    public async Task Without_the_permission_it_is_tried_once()
    {
        bench.Simulator.World.Scopes.Remove("Card.Streaming.Write");
        await SendAsync(bench.AnswerTo("帮助", Long, "k-1"));
        await SendAsync(bench.AnswerTo("帮助", Long, "k-2"));
        Assert.That(bench.Simulator.Calls.Count(c => c.Path == Streaming), Is.EqualTo(1));
        Assert.That(bench.Seen.Select(s => s.Text.Count(c => c == '卡')), Is.EqualTo(new[] { 4_000, 4_000 }));
    }

    [Test]
    public async Task An_answer_that_broke_off_is_completed_by_the_next_try_and_not_shown_twice()
    {
        bench.Simulator.Fail(Streaming, 0, null);
        bench.Simulator.Fail("/v1.0/card/instances", 0, null);
        var outcome = await bench.Platform.SendAsync(bench.AnswerTo("帮助", Long, "k-1"), default);
        Assert.That((outcome as SendOutcome.Failed)?.Unsure, Is.True);
        await SendAsync(bench.AnswerTo("帮助", Long, "k-1"));
        Assert.That(bench.Seen.Single().Text.Count(c => c == '卡'), Is.EqualTo(4_000));
        Assert.That(bench.Seen.Single().Text, Does.Not.Contain("可能重复"));
    }

    [TestCase(0, 1)]
    [TestCase(1500, 1)]
    [TestCase(1501, 2)]
    [TestCase(5000, 5)]
    public void A_text_is_taken_in_pieces_of_a_thousand(int signs, int pieces) => Assert.That(CardStream.Parts(new string('卡', signs)), Has.Count.EqualTo(pieces));

    [Test]
    public void A_piece_ends_with_its_paragraph_and_never_inside_a_sign()
    {
        Assert.That(CardStream.Parts(new string('甲', 700) + "\n\n" + new string('乙', 2000))[0], Is.EqualTo(new string('甲', 700)));
        Assert.That(CardStream.Parts("一" + string.Concat(Enumerable.Repeat("👍", 2000))).Count(p => char.IsHighSurrogate(p[^1])), Is.Zero);
    }

    private static Card Long => new("帮助", Tone.Neutral, new Doc([.. Enumerable.Range(0, 40).Select(_ => new Block.Paragraph([new Inline.Words(new string('卡', 100))]))]));

    private int Calls(string method) => bench.Simulator.Calls.Count(c => c.Method == method);

    private async Task SendAsync(Outgoing message)
    {
        var outcome = await bench.Platform.SendAsync(message, default);
        Assert.That(outcome, Is.InstanceOf<SendOutcome.Sent>(), outcome.ToString());
    }
}
