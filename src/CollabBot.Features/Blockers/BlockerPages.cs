using CollabBot.Core.Chat;
using CollabBot.Core.Storage;
using CollabBot.Core.Wiki;

namespace CollabBot.Features.Blockers;

/// <summary>The page of open blockers and of how the last ones were solved.</summary>
public sealed record BlockersPage(IReadOnlyList<Blocker> Open, IReadOnlyList<Blocker> Solved) : View
{
    public bool HasOpen => Open.Count > 0;

    public bool HasSolved => Solved.Count > 0;
}

/// <summary>All the words of one blocker that is too long for a card.</summary>
public sealed record LongBlockerPage(Blocker Blocker) : View
{
    public IReadOnlyList<string> Paragraphs => [.. Blocker.Text.Split('\n').Select(p => p.Trim()).Where(p => p.Length > 0)];
}

internal sealed class BlockerPages : IPageSource
{
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
            var open = await work.ListAsync(BlockerQueries.Unfinished, cancel);
            return new BlockersPage(open.Pressing(), await work.ListAsync(BlockerQueries.RecentlyAccepted(30), cancel));
        }

        if (!path.StartsWith(Index + "/", StringComparison.Ordinal))
            return null;
        return await work.FindAsync<Blocker>(path[(Index.Length + 1)..], cancel) is { } blocker ? new LongBlockerPage(blocker) : null;
    }
}
