using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Features.Blockers;
using CollabBot.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Chat;

/// <summary>What was said while we could not be reached comes in a burst, hours old: it is done all the same, as it was meant when it was said.</summary>
internal sealed class LateWordsTests
{
    private static readonly Place Direct = new(ScriptedPlatform.PlatformName, "d1", PlaceKind.Direct);
    private FakeTimeProvider time = null!;
    private readonly ScriptedPlatform platform = new();
    private TempFolder folder = null!;
    private ServiceProvider services = null!;

    [SetUp]
    public void Open()
    {
        // Monday, 23:40 in Shanghai
        time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 15, 40, 0, TimeSpan.Zero));
        folder = new TempFolder();
        platform.Sent.Clear();
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:DataDirectory"] = folder.Path, ["Playground:Enabled"] = "false" }).Build();
        services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings).AddCollabBot(settings, time).AddSingleton<IPlatform>(platform).BuildServiceProvider();
    }

    [TearDown]
    public async Task Close()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }

    [Test]
    public async Task Tomorrow_is_the_day_after_it_was_said()
    {
        var said = time.GetUtcNow();
        time.Advance(TimeSpan.FromHours(3));
        await HearAsync("卡点 支付流程BUG不改 明天前", said);
        Assert.That((await BlockerAsync()).Due, Is.EqualTo(new DateOnly(2026, 11, 24)));
    }

    [TestCase(29, false)]
    [TestCase(31, true)]
    public async Task An_answer_that_comes_very_late_says_why(int minutes, bool says)
    {
        var said = time.GetUtcNow();
        time.Advance(TimeSpan.FromMinutes(minutes));
        await HearAsync("完全看不懂", said);
        Assert.That(Words.Contains("说的，我刚刚才收到", StringComparison.Ordinal), Is.EqualTo(says));
    }

    [Test]
    public async Task A_clock_that_nobody_can_trust_counts_as_now()
    {
        await HearAsync("卡点 支付流程BUG不改 明天前", new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.That((await BlockerAsync()).Due, Is.EqualTo(new DateOnly(2026, 11, 24)));
    }

    private async Task<Blocker> BlockerAsync()
    {
        await using var work = services.GetRequiredService<IDocumentStore>().Begin();
        return (await work.FindAsync<Blocker>("B-1", default))!;
    }

    private string Words => DocMarkdown.Write(platform.Sent.Single().Card.Body);

    private async Task HearAsync(string text, DateTimeOffset said)
    {
        var message = new InboundMessage("om_1", Direct, "ou_1", text, said) { MessageId = "om_1", SenderName = "李娜", Addressed = true };
        await services.GetRequiredService<Inbox>().AcceptAsync(message, ["om_1"], default);
        await services.GetRequiredService<InboxWorker>().DrainAsync(default);
        await services.GetRequiredService<OutboxWorker>().DrainAsync(default);
    }
}
