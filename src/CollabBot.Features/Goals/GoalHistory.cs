using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;

namespace CollabBot.Features.Goals;

/// <summary>Every edition of a goal: what changed, why, by whom, and who had signed what.</summary>
[Command("goal history")]
public sealed record ShowGoalHistory([Ref("G")] RecordRef Goal);

/// <summary>The edition before and what the change that ended it changed.</summary>
public sealed record HistoryStep(PastEdition Past, IReadOnlyList<TermChange> Changes);

/// <summary>The past of a goal, the newest change first.</summary>
public sealed record GoalHistory(GoalCard Card, IReadOnlyList<HistoryStep> Steps) : View
{
    public bool HasSteps => Steps.Count > 0;

    /// <summary>The story of the goal.</summary>
    public static GoalHistory Of(Goal goal, Roster roster)
    {
        var next = goal.Earlier.Skip(1).Select(e => e.Terms).Append(goal.Terms);
        return new GoalHistory(
            GoalCard.Of(goal, roster),
            [.. goal.Earlier.Zip(next, (e, terms) => new HistoryStep(new PastEdition(e, SignatureRow.Of(e.Terms.DepartmentIds, e.Signatures, null)), TermChange.Between(e.Terms, terms, roster))).Reverse()]);
    }
}

internal sealed class ShowGoalHistoryHandler : IHandler<ShowGoalHistory>
{
    public async Task<Reply> HandleAsync(ShowGoalHistory command, Turn turn, CancellationToken cancel) => GoalHistory.Of(await turn.GoalAsync(command.Goal, cancel), turn.Roster);
}
