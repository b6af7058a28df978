using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Goals;

/// <summary>Adds a number to a goal, with who, when and from where.</summary>
[Command("goal progress")]
public sealed record ReportGoal([Ref("G")] RecordRef Goal, decimal Value, Rest? Note = null, [Labelled] string? Source = null);

internal sealed class ReportGoalHandler : IHandler<ReportGoal>
{
    public async Task<Reply> HandleAsync(ReportGoal command, Turn turn, CancellationToken cancel)
    {
        turn.MustWriteGoals();
        var goal = (await turn.GoalAsync(command.Goal, cancel)).Report(turn.Actor, command.Value, command.Note?.Text, command.Source, turn.Now);
        turn.Work.Save(goal);
        return GoalCard.Of(goal, turn.Roster);
    }
}
