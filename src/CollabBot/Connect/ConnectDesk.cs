using CollabBot.Core.Connect;
using CollabBot.Core.Text;

namespace CollabBot.Connect;

/// <summary>A code that waits to be scanned, for which platform, and how that ended.</summary>
public sealed record Scan(IConnectWay Way, WaitingCode Code, Phrase? Problem = null, bool Done = false);

/// <summary>Connects an app: tries it, keeps it, and has the service start anew with it. One registration at a time.</summary>
internal sealed class ConnectDesk(IEnumerable<IConnectWay> ways, ServiceRestart restart, IConfiguration configuration, ILogger<ConnectDesk> logger) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private CancellationTokenSource waiting = new();
    private Task wait = Task.CompletedTask;
    private Scan? scan;

    /// <summary>All platforms there are.</summary>
    public IReadOnlyList<IConnectWay> Ways { get; } = [.. ways];

    /// <summary>The one of this name, or null.</summary>
    public IConnectWay? Way(string? platform) => Ways.FirstOrDefault(w => w.Platform == platform);

    /// <summary>The code shown now; null when none is.</summary>
    public Scan? ScanOf(IConnectWay way) => scan?.Way.Platform == way.Platform ? scan : null;

    /// <summary>False when an operator's setting has the say.</summary>
    public bool MayConnect(IConnectWay way) => ConnectedFile.Rules(configuration, way.IdSetting);

    /// <summary>Null when the app was taken and the service starts anew; otherwise what is wrong.</summary>
    public async Task<Phrase?> TakeAsync(IConnectWay way, IReadOnlyDictionary<string, string> settings, CancellationToken cancel)
    {
        if (!MayConnect(way))
            return Operators(way);
        if (await way.FindProblemAsync(settings, cancel) is { } problem)
            return problem;
        ConnectedFile.Of(configuration).Write(way.Section, settings);
        logger.LogInformation("Connected the {Platform} app {AppId}", way.Platform, settings[way.IdSetting]);
        return restart.Request() ? null : new Phrase("connect.restart-yourself");
    }

    /// <summary>Asks for a code; what is wrong, or null when it can be scanned.</summary>
    public async Task<Phrase?> BeginAsync(IConnectWay way, Func<string, string?> given, string name, CancellationToken cancel)
    {
        if (!MayConnect(way) || way.Maker is not { } maker)
            return Operators(way);
        await gate.WaitAsync(cancel);
        try
        {
            await StopAsync();
            var (code, problem) = await maker.BeginAsync(given, name, cancel);
            if (code is null)
                return problem;
            scan = new Scan(way, code);
            wait = WaitAsync(way, maker, code, waiting.Token);
            return null;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Forgets the code.</summary>
    public async Task CancelAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            await StopAsync();
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose()
    {
        waiting.Cancel();
        waiting.Dispose();
        gate.Dispose();
    }

    private static Phrase Operators(IConnectWay way) => new($"connect.{way.Platform}.operators");

    private async Task StopAsync()
    {
        await waiting.CancelAsync();
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        waiting.Dispose();
        (waiting, scan) = (new CancellationTokenSource(), null);
    }

    private async Task WaitAsync(IConnectWay way, IAppMaker maker, WaitingCode code, CancellationToken cancel)
    {
        var made = await maker.WaitAsync(code, cancel);
        var problem = made.Settings is { } app ? await TakeAsync(way, app, cancel) : made.Problem;
        scan = new Scan(way, code, problem, Done: problem is null);
    }
}
