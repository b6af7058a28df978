using CollabBot.Core.Storage;

namespace CollabBot.Features.Blockers;

/// <summary>What a list asks of a blocker that is not accepted yet.</summary>
internal sealed record OpenLine(string Id, int Version, Severity Severity, bool IsOnOwner, bool IsHeld, bool IsOutOfTime, DateOnly? Due, DateTimeOffset OpenedAt, decimal? Amount, string? DepartmentId)
{
    public bool IsOverdue(DateOnly today) => IsOnOwner && !IsHeld && (Due < today || IsOutOfTime);

    public static OpenLine Of(Blocker b) => new(b.Id, b.Version, b.Severity, b.IsOnOwner, b.HeldUntil is not null, b.IsOutOfTime, b.Due, b.OpenedAt, b.Amount, b.OwnerDepartmentId);
}

/// <summary>The lines of all blockers that are not accepted yet, read once and moved on by every commit: a list reads only what it shows.</summary>
internal sealed class OpenBlockers(IDocumentStore store) : ISnapshot
{
    // Versions of accepted ones are kept only so long that a late word of an older state cannot open them again
    private const int MostAccepted = 4096;
    private readonly Lock gate = new();
    private readonly Dictionary<string, OpenLine> open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> accepted = new(StringComparer.Ordinal);
    private volatile bool loaded;

    /// <summary>The lines in reading order: the worst first, then the most pressing, then the oldest.</summary>
    public IReadOnlyList<OpenLine> Pressing(Func<OpenLine, bool>? which = null)
    {
        List<OpenLine> lines;
        lock (gate)
            lines = [.. which is null ? open.Values : open.Values.Where(which)];
        lines.Sort(static (a, b) => Order(a, b));
        return lines;
    }

    public async ValueTask EnsureAsync(CancellationToken cancel)
    {
        if (loaded)
            return;
        await using var work = store.Begin();
        var unfinished = await work.ListAsync(BlockerQueries.Unfinished, cancel);
        lock (gate)
        {
            Take(unfinished);
            loaded = true;
        }
    }

    // Only turns change blockers, and each tells what it committed: a conflict leaves nothing to read again
    public async Task ReloadAsync(CancellationToken cancel) => await EnsureAsync(cancel);

    public void Committed(IReadOnlyList<Document> changed)
    {
        lock (gate)
            Take(changed.OfType<Blocker>());
    }

    private void Take(IEnumerable<Blocker> blockers)
    {
        foreach (var blocker in blockers)
        {
            if (blocker.Version < (open.TryGetValue(blocker.Id, out var line) ? line.Version : accepted.GetValueOrDefault(blocker.Id)))
                continue;
            if (blocker.State != BlockerState.Accepted)
            {
                open[blocker.Id] = OpenLine.Of(blocker);
                accepted.Remove(blocker.Id);
                continue;
            }

            open.Remove(blocker.Id);
            if (accepted.Count >= MostAccepted)
                accepted.Clear();
            accepted[blocker.Id] = blocker.Version;
        }
    }

    private static int Order(OpenLine a, OpenLine b) =>
        a.Severity != b.Severity ? a.Severity.CompareTo(b.Severity)
        : (a.Due ?? DateOnly.MaxValue) != (b.Due ?? DateOnly.MaxValue) ? (a.Due ?? DateOnly.MaxValue).CompareTo(b.Due ?? DateOnly.MaxValue)
        : a.OpenedAt != b.OpenedAt ? a.OpenedAt.CompareTo(b.OpenedAt)
        : string.CompareOrdinal(a.Id, b.Id);
}
