using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;

namespace CollabBot.Features.Goals;

/// <summary>The sponsor puts a goal in force over missing or opposing signatures; the card and the page say so for ever.</summary>
[Command("goal decide", Requires = Role.Sponsor)]
public sealed record DecideGoal([Ref("G")] RecordRef Goal);

internal sealed class DecideGoalHandler : IHandler<DecideGoal>
{
    public async Task<Reply> HandleAsync(DecideGoal command, Turn turn, CancellationToken cancel)
    {
        var goal = (await turn.GoalAsync(command.Goal, cancel)).Decide(turn.Actor, turn.Now);
        turn.Work.Save(goal);
        var card = GoalCard.Of(goal, turn.Roster);
        GoalSigning.Announce(goal, card, turn);
        return card;
    }
}
