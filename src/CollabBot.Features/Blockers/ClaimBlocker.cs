using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Blockers;

/// <summary>Takes a blocker on, with a day when the claimer can name one.</summary>
[Command("blocker claim")]
public sealed record ClaimBlocker([Ref("B")] RecordRef Blocker, Due? Promised = null);

internal sealed class ClaimBlockerHandler(BlockerDesk desk) : IHandler<ClaimBlocker>
{
    public async Task<Reply> HandleAsync(ClaimBlocker command, Turn turn, CancellationToken cancel)
    {
        if (command.Promised is { } promised && promised.Day < desk.Today)
            throw new RuleException("blockers.due-past", ("day", promised.Day));
        var blocker = desk.Save((await turn.BlockerAsync(command.Blocker, cancel)).Claim(turn.Actor, turn.Roster, command.Promised?.Day, turn.Now), turn);
        turn.Raise(new BlockerClaimed(blocker));
        return desk.Card(blocker, turn.Roster);
    }
}
