using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Blockers;

/// <summary>Shows the card of one blocker.</summary>
[Command("blocker show", Shows = "B")]
public sealed record ShowBlocker([Ref("B")] RecordRef Blocker);

internal sealed class ShowBlockerHandler(BlockerDesk desk) : IHandler<ShowBlocker>
{
    public async Task<Reply> HandleAsync(ShowBlocker command, Turn turn, CancellationToken cancel) =>
        desk.Card(await turn.BlockerAsync(command.Blocker, cancel), turn.Roster);
}
