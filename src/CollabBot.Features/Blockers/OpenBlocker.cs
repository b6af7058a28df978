using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;
using CollabBot.Features.Goals;

namespace CollabBot.Features.Blockers;

/// <summary>Says "I am stuck". Only the words are required: without an owner it is kept all the same, and the card asks whom to ask.</summary>
[Command("blocker")]
public sealed record OpenBlocker(
    [Long] Rest Text,
    Assignee? Owner = null,
    Due? Due = null,
    Severity Severity = Severity.P1,
    Money? Amount = null,
    [Ref("G")] RecordRef? Goal = null);

internal sealed class OpenBlockerHandler(TeamClock clock) : IHandler<OpenBlocker>
{
    public async Task<Reply> HandleAsync(OpenBlocker command, Turn turn, CancellationToken cancel)
    {
        if (command.Due is { } due && due.Day < clock.Today)
            throw new RuleException("blockers.due-past", ("day", due.Day));
        if (command.Goal is { } goal && await turn.Work.FindAsync<Goal>(goal.Id, cancel) is null)
            throw new RuleException("goals.not-found", ("id", goal.Id));
        var blocker = Blocker.Open(await turn.NextIdAsync("B", cancel), command.Text.Text, turn.Actor, command.Owner, turn.Now) with
        {
            Severity = command.Severity,
            Due = command.Due?.Day,
            Amount = command.Amount?.Amount,
            GoalId = command.Goal?.Id,
            Group = turn.IsDirect ? null : turn.Place.ToString(),
        };
        turn.Work.Save(blocker);
        turn.Raise(new BlockerOpened(blocker));
        var card = BlockerCard.Of(blocker, turn.Roster, clock);
        if (blocker.Acting(turn.Roster) is { } acting && acting.Id != turn.Actor.Id)
            turn.Tell(acting, card);
        return card;
    }
}
