using CollabBot.Core.Chat;
using CollabBot.Core.Storage;
using CollabBot.Core.Wiki;

namespace CollabBot.Features.SyncDay;

/// <summary>Every decision, newest first.</summary>
public sealed record DecisionLogPage(IReadOnlyList<Decision> Decisions) : View;

internal sealed class DecisionLog : IPageSource
{
    private const string Path = "06 决议日志";

    public IReadOnlyList<string> MadeFrom => ["decisions"];

    public IEnumerable<string> PathsFor(Document changed) => changed is Decision ? [Path] : [];

    public async Task<View?> DrawAsync(string path, IUnitOfWork work, CancellationToken cancel) =>
        path == Path ? new DecisionLogPage(await work.ListAsync(Decisions.Log, cancel)) : null;
}
