using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.Blockers;

/// <summary>"I am blocked by it, too": counts, and may accept.</summary>
[Command("blocker plus-one")]
public sealed record PlusOneBlocker([Ref("B")] RecordRef Blocker);

internal sealed class PlusOneBlockerHandler(TeamClock clock) : IHandler<PlusOneBlocker>
{
    public async Task<Reply> HandleAsync(PlusOneBlocker command, Turn turn, CancellationToken cancel)
    {
        var blocker = (await turn.BlockerAsync(command.Blocker, cancel)).PlusOne(turn.Actor, turn.Now);
        turn.Work.Save(blocker);
        return BlockerCard.Of(blocker, turn.Roster, clock);
    }
}
