using CollabBot.Cli;
using CollabBot.Core;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using CollabBot.Playground;

namespace CollabBot.Conversations;

/// <summary>A playground service without loops or HTTP, on its own folder, with the example team and nothing else: production parts, driven step by step.</summary>
internal sealed class ConversationStage(IReadOnlyList<string> more) : IAsyncDisposable
{
    private readonly string directory = Path.Combine(Path.GetTempPath(), "collabbot-" + Ids.New());
    private readonly StoppedTime time = new();
    private ServiceProvider services = null!;
    private ChatPlayer player = null!;

    /// <summary>The parts, for looking behind the scene.</summary>
    public IServiceProvider Services => services;

    /// <summary>Where the stage keeps its data.</summary>
    public string Directory => directory;

    /// <summary>Opens an empty stage at 2026-11-23 09:00 Shanghai time, a Monday, with these settings (<c>Team:ToDos=true</c>) beside the usual ones.</summary>
    public static async Task<ConversationStage> OpenAsync(CancellationToken cancel, params IReadOnlyList<string> settings)
    {
        var stage = new ConversationStage(settings);
        stage.Start();
        var clock = stage.services.GetRequiredService<TeamClock>();
        await using var work = stage.services.GetRequiredService<IDocumentStore>().Begin();
        PlaygroundTeam.SaveTo(work, clock.Now);
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
        await services.DisposeAsync();
        time.Now = now;
        Start();
        await player.CatchUpAsync(cancel);
        await services.GetRequiredService<Scheduler>().TickAsync(cancel);
        return await player.ResumeAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        System.IO.Directory.Delete(directory, recursive: true);
    }

    private void Start()
    {
        var settings = OneOff.Settings(
        [
            $"Storage:DataDirectory={directory}", "Playground:Enabled=true", "Wiki:Target=Folder", "SyncDay:Group=playground:strategy",
            "Feishu:AppId=", "DingTalk:ClientId=", "Team:TimeZone=Asia/Shanghai", "Team:Locale=zh-CN",
            .. more,
        ]);
        services = OneOff.Open(settings, time);
        player = new ChatPlayer(services);
    }

    /// <summary>A clock that stands still unless it is moved.</summary>
    private sealed class StoppedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
