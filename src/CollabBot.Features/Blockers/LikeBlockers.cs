using CollabBot.Core.Storage;
using CollabBot.Core.Time;

namespace CollabBot.Features.Blockers;

/// <summary>How something like it was solved before.</summary>
public sealed record EarlierSolution(string Id, string Title, string How);

/// <summary>Finds blockers that speak of the same: among the newest open ones and the newest solved ones, so that it costs the same however many there are.</summary>
internal sealed class LikeBlockers(IDocumentStore store, TeamClock clock) : ISnapshot
{
    private const double Alike = 0.5;
    private const int Window = 500;
    private static readonly TimeSpan Back = TimeSpan.FromDays(90);
    private readonly Lock gate = new();
    private readonly Dictionary<string, Entry> open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry> solved = new(StringComparer.Ordinal);
    private volatile bool loaded;

    /// <summary>Open ones that the person did not report and is not part of, the most alike first.</summary>
    public IReadOnlyList<string> Open(string text, string personId, int most)
    {
        var gist = Gist.Of(text);
        lock (gate)
            return [.. Ranked(open.Values.Where(e => e.ReporterId != personId && !e.PlusOneIds.Contains(personId, StringComparer.Ordinal)), gist).Take(most).Select(e => e.Id)];
    }

    /// <summary>The solution of what was most alike, or null.</summary>
    public EarlierSolution? Solved(string text)
    {
        var gist = Gist.Of(text);
        lock (gate)
            return Ranked(solved.Values, gist).FirstOrDefault() is { } best ? new EarlierSolution(best.Id, best.Title, best.How!) : null;
    }

    public async ValueTask EnsureAsync(CancellationToken cancel)
    {
        if (loaded)
            return;
        await using var work = store.Begin();
        var unfinished = await work.ListAsync(BlockerQueries.Unfinished, cancel);
        var accepted = await work.ListAsync(BlockerQueries.AcceptedSince(clock.Now - Back), cancel);
        lock (gate)
        {
            Take(unfinished.OrderByDescending(b => b.OpenedAt).Take(Window));
            Take(accepted.OrderByDescending(b => b.AcceptedAt).Take(Window));
            loaded = true;
        }
    }

    // Only turns change blockers, and each tells what it committed
    public async Task ReloadAsync(CancellationToken cancel) => await EnsureAsync(cancel);

    public void Committed(IReadOnlyList<Document> changed)
    {
        lock (gate)
            Take(changed.OfType<Blocker>());
    }

    private static IEnumerable<Entry> Ranked(IEnumerable<Entry> entries, Gist gist) =>
        entries.Select(e => (Entry: e, Like: e.Gist.Like(gist))).Where(e => e.Like >= Alike).OrderByDescending(e => e.Like).ThenByDescending(e => e.Entry.At).Select(e => e.Entry);

    private void Take(IEnumerable<Blocker> blockers)
    {
        foreach (var blocker in blockers)
        {
            if (Math.Max(open.GetValueOrDefault(blocker.Id)?.Version ?? 0, solved.GetValueOrDefault(blocker.Id)?.Version ?? 0) > blocker.Version)
                continue;
            open.Remove(blocker.Id);
            solved.Remove(blocker.Id);
            if (blocker.IsOnOwner)
                Add(open, Entry.Of(blocker, blocker.OpenedAt));
            else if (blocker is { State: BlockerState.Accepted, How: not null, AcceptedAt: { } at })
                Add(solved, Entry.Of(blocker, at));
        }
    }

    private static void Add(Dictionary<string, Entry> window, Entry entry)
    {
        window[entry.Id] = entry;
        if (window.Count > Window + (Window / 5))
            foreach (var old in window.Values.OrderBy(e => e.At).Take(window.Count - Window).ToList())
                window.Remove(old.Id);
    }

    private sealed record Entry(string Id, int Version, DateTimeOffset At, string ReporterId, IReadOnlyList<string> PlusOneIds, string Title, string? How, Gist Gist)
    {
        public static Entry Of(Blocker b, DateTimeOffset at) =>
            new(b.Id, b.Version, at, b.ReporterId, b.PlusOneIds, b.Title, b.How is { } how ? Excerpt.Of(how, 200) : null, Gist.Of(b.Text));
    }
}
