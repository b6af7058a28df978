using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.Blockers;

/// <summary>Takes a blocker on, with a day when the claimer can name one.</summary>
[Command("blocker claim")]
public sealed record ClaimBlocker([Ref("B")] RecordRef Blocker, Due? Promised = null);

internal sealed class ClaimBlockerHandler(TeamClock clock) : IHandler<ClaimBlocker>
{
    public async Task<Reply> HandleAsync(ClaimBlocker command, Turn turn, CancellationToken cancel)
    {
        if (command.Promised is { } promised && promised.Day < clock.Today)
            throw new RuleException("blockers.due-past", ("day", promised.Day));
        var blocker = (await turn.BlockerAsync(command.Blocker, cancel)).Claim(turn.Actor, turn.Roster, command.Promised?.Day, turn.Now);
        turn.Work.Save(blocker);
        turn.Raise(new BlockerClaimed(blocker));
        return BlockerCard.Of(blocker, turn.Roster, clock);
    }
}
