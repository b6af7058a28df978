using CollabBot.Cli;
using CollabBot.Core;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using CollabBot.Playground;

namespace CollabBot.Conversations;

/// <summary>A service without loops or HTTP, on its own folder, with the example team and nothing else: production parts, driven step by step, in the playground or at another site.</summary>
internal sealed class ConversationStage(IStageSite? site, IReadOnlyList<string> more) : IAsyncDisposable
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), "collabbot-" + Ids.New());
    private readonly StoppedTime time = new();
    private ServiceProvider services = null!;
    private IChatVenue venue = null!;
    private ChatPlayer player = null!;

    /// <summary>The parts, for looking behind the scene.</summary>
    public IServiceProvider Services => services;

    /// <summary>Where the stage keeps its data.</summary>
    public string Directory => directory;

    /// <summary>Opens an empty stage at 2026-11-23 09:00 Shanghai time, a Monday, with these settings (<c>Team:ToDos=true</c>) beside the usual ones.</summary>
    public static Task<ConversationStage> OpenAsync(CancellationToken cancel, params IReadOnlyList<string> settings) => OpenAsync(null, settings, cancel);

    /// <summary>The same at another site than the playground, which the stage then owns.</summary>
    public static async Task<ConversationStage> OpenAsync(IStageSite? site, IReadOnlyList<string> settings, CancellationToken cancel)
    {
        var stage = new ConversationStage(site, settings);
        await stage.StartAsync(cancel);
        var clock = stage.services.GetRequiredService<TeamClock>();
        await using var work = stage.services.GetRequiredService<IDocumentStore>().Begin();
        PlaygroundTeam.SaveTo(work, clock.Now, site is null ? null : site.Known);
        await work.CommitAsync(Cause.System("example", clock.Now), cancel);
        await stage.services.GetRequiredService<Scheduler>().TickAsync(cancel);
        return stage;
    }

    /// <summary>Plays one step and returns the answers as script lines.</summary>
    public async Task<IReadOnlyList<string>> PlayAsync(ChatStep step, CancellationToken cancel)
    {
        if (step is not ChatStep.Restart)
            return await player.PlayAsync(step, cancel);
        var now = services.GetRequiredService<TeamClock>().Now;
        await venue.DisposeAsync();
        await services.DisposeAsync();
        time.Now = now;
        await StartAsync(cancel);
        await player.CatchUpAsync(cancel);
        await services.GetRequiredService<Scheduler>().TickAsync(cancel);
        return await player.ResumeAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await venue.DisposeAsync();
        await services.DisposeAsync();
        if (site is not null)
            await site.DisposeAsync();
        System.IO.Directory.Delete(directory, recursive: true);
    }

    private async Task StartAsync(CancellationToken cancel)
    {
        var settings = OneOff.Settings(
        [
            $"Storage:DataDirectory={directory}", "Playground:Enabled=true", "Wiki:Target=Folder", "SyncDay:Group=playground:strategy",
            "Feishu:AppId=", "DingTalk:ClientId=", "Team:TimeZone=Asia/Shanghai", "Team:Locale=zh-CN",
            .. site?.Settings ?? [],
            .. more,
        ]);
        services = OneOff.Open(settings, time, site is null ? null : site.AddTo);
        venue = site is null ? new PlaygroundVenue(services) : await site.OpenAsync(services, cancel);
        player = new ChatPlayer(services, venue);
    }

    /// <summary>A clock that stands still unless it is moved.</summary>
    private sealed class StoppedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
