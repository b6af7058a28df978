using CollabBot.Core.Chat;
using CollabBot.Core.Storage;
using CollabBot.Core.Wiki;

namespace CollabBot.Features.Goals;

/// <summary>An edition with its signatures, as the page shows the past.</summary>
public sealed record PastEdition(GoalEdition Edition, IReadOnlyList<SignatureRow> Rows)
{
    /// <summary>The fingerprint as people compare it.</summary>
    public string Print => GoalCard.Short(Edition.Hash);
}

/// <summary>A goal as the page shows it: its card and everything before it.</summary>
public sealed record GoalEntry(GoalCard Card, IReadOnlyList<PastEdition> Past, IReadOnlyList<Reading> Readings)
{
    // The newest readings tell the story; all of them stay in the record
    private const int ReadingsShown = 12;

    public bool HasPast => Past.Count > 0;

    public bool HasReadings => Readings.Count > 0;

    /// <summary>The goal with its past, the newest first.</summary>
    public static GoalEntry Of(Goal goal) => new(
        new GoalCard(goal, SignatureRow.Of(goal.Terms.DepartmentIds, goal.Signatures, null)),
        [.. goal.Earlier.Reverse().Select(e => new PastEdition(e, SignatureRow.Of(e.Terms.DepartmentIds, e.Signatures, null)))],
        [.. goal.Readings.Reverse().Take(ReadingsShown)]);
}

/// <summary>The page of all goals: what is signed, by whom, and what was signed before.</summary>
public sealed record GoalsPage(IReadOnlyList<GoalEntry> Goals, IReadOnlyList<GoalEntry> Dropped) : View
{
    public bool HasGoals => Goals.Count > 0;

    public bool HasDropped => Dropped.Count > 0;
}

internal sealed class GoalPages : IPageSource
{
    private const string Index = "01 总目标与会签";

    public IReadOnlyList<string> MadeFrom { get; } = ["goals"];

    public IEnumerable<string> PathsFor(Document changed) => changed is Goal ? [Index] : [];

    public async Task<View?> DrawAsync(string path, IUnitOfWork work, CancellationToken cancel)
    {
        if (path != Index)
            return null;
        var goals = (await work.ListAsync(Query<Goal>.All, cancel)).InOrder();
        return new GoalsPage(
            [.. goals.Where(g => g.State != GoalState.Dropped).Select(GoalEntry.Of)],
            [.. goals.Where(g => g.State == GoalState.Dropped).Select(GoalEntry.Of)]);
    }
}
