using CollabBot.Core.Text;
using CollabBot.Feishu.Connect;

namespace CollabBot.Connect;

/// <summary>A code that waits to be scanned, and how that ended.</summary>
public sealed record Scan(PendingApp Pending, Phrase? Problem = null, bool Done = false);

/// <summary>Connects an app: tries it, keeps it, and has the service start anew with it. One registration at a time.</summary>
internal sealed class ConnectDesk(CredentialCheck check, AppRegistration registration, ServiceRestart restart, IConfiguration configuration, ILogger<ConnectDesk> logger) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private CancellationTokenSource waiting = new();
    private Task wait = Task.CompletedTask;

    /// <summary>The code shown now; null when none is.</summary>
    public Scan? Scan { get; private set; }

    /// <summary>False when an operator's setting has the say.</summary>
    public bool MayConnect => ConnectedFile.Rules(configuration);

    /// <summary>Another address than Feishu's and Lark's, where an operator set one; otherwise null and there is a choice.</summary>
    public string? OnlyUrl => configuration["Feishu:BaseUrl"] is { Length: > 0 } set && set is not (FeishuCredentials.FeishuUrl or FeishuCredentials.LarkUrl) ? set : null;

    /// <summary>The platform's address for a choice of a page or a command.</summary>
    public string Url(bool lark) => OnlyUrl ?? (lark ? FeishuCredentials.LarkUrl : FeishuCredentials.FeishuUrl);

    /// <summary>Null when the app was taken and the service starts anew; otherwise what is wrong.</summary>
    public async Task<Phrase?> TakeAsync(FeishuCredentials app, string? owner, CancellationToken cancel)
    {
        if (!MayConnect)
            return new Phrase("connect.operators");
        if (await check.FindProblemAsync(app, cancel) is { } problem)
            return problem;
        ConnectedFile.Of(configuration).Write(app, owner);
        logger.LogInformation("Connected the Feishu app {AppId}", app.AppId);
        return restart.Request() ? null : new Phrase("connect.restart-yourself");
    }

    /// <summary>Asks for a code; what is wrong, or null when it can be scanned.</summary>
    public async Task<Phrase?> BeginAsync(bool lark, string name, CancellationToken cancel)
    {
        if (!MayConnect)
            return new Phrase("connect.operators");
        await gate.WaitAsync(cancel);
        try
        {
            await StopAsync();
            var (pending, problem) = await registration.BeginAsync(new WantedApp(Url(lark), name), cancel);
            if (pending is null)
                return problem;
            Scan = new Scan(pending);
            wait = WaitAsync(pending, waiting.Token);
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

    private async Task StopAsync()
    {
        await waiting.CancelAsync();
        await wait.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        waiting.Dispose();
        (waiting, Scan) = (new CancellationTokenSource(), null);
    }

    private async Task WaitAsync(PendingApp pending, CancellationToken cancel)
    {
        var end = await registration.WaitAsync(pending, cancel);
        var problem = end.App is { } app ? await TakeAsync(app, end.OwnerOpenId, cancel) : end.Problem;
        Scan = new Scan(pending, problem, Done: problem is null);
    }
}
