using CollabBot.Core.Chat;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using CollabBot.Core.Wiki;

namespace CollabBot.Features.Blockers;

/// <summary>The page of open blockers and of how the last ones were solved.</summary>
public sealed record BlockersPage(IReadOnlyList<Blocker> Open, int More, decimal? AtRisk, IReadOnlyList<Blocker> Solved) : View
{
    /// <summary>How many there are, those that are not shown included.</summary>
    public int Count => Open.Count + More;

    public bool HasOpen => Open.Count > 0;

    public bool HasSolved => Solved.Count > 0;
}

/// <summary>All the words of one blocker that is too long for a card.</summary>
public sealed record LongBlockerPage(Blocker Blocker) : View
{
    public IReadOnlyList<string> Paragraphs => [.. Blocker.Text.Split('\n').Select(p => p.Trim()).Where(p => p.Length > 0)];
}

internal sealed class BlockerPages(OpenBlockers blockers, TeamClock clock) : IPageSource
{
    // A table nobody reads to its end; the list by department shows the rest
    private const int MostOpen = 200;
    private const int MostSolved = 60;
    private static readonly TimeSpan Back = TimeSpan.FromDays(180);

    private const string Index = "05 卡点库";

    public IReadOnlyList<string> MadeFrom { get; } = ["blockers"];

    public IEnumerable<string> PathsFor(Document changed)
    {
        if (changed is not Blocker blocker)
            yield break;
        yield return Index;
        if (blocker.Text.Length > BlockerCard.Shown)
            yield return $"{Index}/{blocker.Id}";
    }

    public async Task<View?> DrawAsync(string path, IUnitOfWork work, CancellationToken cancel)
    {
        if (path == Index)
        {
            await blockers.EnsureAsync(cancel);
            var lines = blockers.Pressing();
            var open = new List<Blocker>();
            foreach (var line in lines.Take(MostOpen))
                if (await work.FindAsync<Blocker>(line.Id, cancel) is { } shown)
                    open.Add(shown);
            var atRisk = lines.Sum(l => l.Amount ?? 0);
            var solved = await work.ListAsync(BlockerQueries.RecentlyAccepted(clock.Now - Back, MostSolved), cancel);
            return new BlockersPage(open, lines.Count - open.Count, atRisk > 0 ? atRisk : null, solved);
        }

        if (!path.StartsWith(Index + "/", StringComparison.Ordinal))
            return null;
        return await work.FindAsync<Blocker>(path[(Index.Length + 1)..], cancel) is { } blocker ? new LongBlockerPage(blocker) : null;
    }
}
