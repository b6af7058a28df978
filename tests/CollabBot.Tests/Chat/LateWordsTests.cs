using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Features.Blockers;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Chat;

/// <summary>What was said while we could not be reached comes in a burst, hours old: it is done all the same, as it was meant when it was said.</summary>
internal sealed class LateWordsTests
{
    private static readonly Place Direct = new(ScriptedPlatform.PlatformName, "d1", PlaceKind.Direct);
    private ScriptedService service = null!;

    // Monday, 23:40 in Shanghai
    [SetUp]
    public void Open() => service = new ScriptedService(new DateTimeOffset(2026, 11, 23, 15, 40, 0, TimeSpan.Zero));

    [TearDown]
    public async Task Close() => await service.DisposeAsync();

    [Test]
    public async Task Tomorrow_is_the_day_after_it_was_said()
    {
        var said = service.Time.GetUtcNow();
        service.Time.Advance(TimeSpan.FromHours(3));
        await HearAsync("卡点 支付流程BUG不改 明天前", said);
        Assert.That((await BlockerAsync()).Due, Is.EqualTo(new DateOnly(2026, 11, 24)));
    }

    [TestCase(29, false)]
    [TestCase(31, true)]
    public async Task An_answer_that_comes_very_late_says_why(int minutes, bool says)
    {
        var said = service.Time.GetUtcNow();
        service.Time.Advance(TimeSpan.FromMinutes(minutes));
        await HearAsync("完全看不懂", said);
        Assert.That(Words.Contains("说的，我刚刚才收到", StringComparison.Ordinal), Is.EqualTo(says));
    }

    [Test]
    public async Task A_clock_that_nobody_can_trust_counts_as_now()
    {
        await HearAsync("卡点 支付流程BUG不改 明天前", new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.That((await BlockerAsync()).Due, Is.EqualTo(new DateOnly(2026, 11, 24)));
    }

    private async Task<Blocker> BlockerAsync() => (await service.ListAsync<Blocker>()).Single();

    private string Words => DocMarkdown.Write(service.Platform.Sent.Single().Card.Body);

    private Task HearAsync(string text, DateTimeOffset said) =>
        service.HearAsync(new InboundMessage("om_1", Direct, "ou_1", text, said) { MessageId = "om_1", SenderName = "李娜", Addressed = true });
}
