using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Blockers;

/// <summary>"I am blocked by it, too": counts, and may accept.</summary>
[Command("blocker plus-one")]
public sealed record PlusOneBlocker([Ref("B")] RecordRef Blocker);

internal sealed class PlusOneBlockerHandler(BlockerDesk desk) : IHandler<PlusOneBlocker>
{
    public async Task<Reply> HandleAsync(PlusOneBlocker command, Turn turn, CancellationToken cancel)
    {
        var blocker = desk.Save((await turn.BlockerAsync(command.Blocker, cancel)).PlusOne(turn.Actor, turn.Now), turn);
        return desk.Card(blocker, turn.Roster);
    }
}
