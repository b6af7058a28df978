using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Goals;

/// <summary>Shows the card of one goal.</summary>
[Command("goal show", Shows = "G")]
public sealed record ShowGoal([Ref("G")] RecordRef Goal);

/// <summary>Every goal that is being signed or in force.</summary>
[Command("goal list")]
public sealed record ListGoals;

/// <summary>The goals in one look.</summary>
public sealed record GoalList(IReadOnlyList<GoalCard> Goals) : View
{
    public int Count => Goals.Count;
}

internal sealed class ShowGoalHandler : IHandler<ShowGoal>
{
    public async Task<Reply> HandleAsync(ShowGoal command, Turn turn, CancellationToken cancel) =>
        GoalCard.Of(await turn.GoalAsync(command.Goal, cancel), turn.Roster);
}

internal sealed class ListGoalsHandler : IHandler<ListGoals>
{
    public async Task<Reply> HandleAsync(ListGoals command, Turn turn, CancellationToken cancel)
    {
        var goals = (await turn.Work.ListAsync(GoalQueries.Alive, cancel)).InOrder();
        return new GoalList([.. goals.Select(g => GoalCard.Of(g, turn.Roster))]);
    }
}
