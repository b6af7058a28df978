using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Blockers;

/// <summary>Who was stuck says that it is not solved, and what is missing.</summary>
[Command("blocker reopen")]
public sealed record ReopenBlocker([Ref("B")] RecordRef Blocker, [Long] Rest Missing);

/// <summary>Tells the owner's side what is still missing.</summary>
public sealed record BlockerCameBack(Blocker Blocker, string ById, string Missing) : View
{
    public string Id => Blocker.Id;

    public string Title => Blocker.Title;
}

internal sealed class ReopenBlockerHandler(BlockerDesk desk) : IHandler<ReopenBlocker>
{
    public async Task<Reply> HandleAsync(ReopenBlocker command, Turn turn, CancellationToken cancel)
    {
        var blocker = desk.Save((await turn.BlockerAsync(command.Blocker, cancel)).Reopen(turn.Actor, turn.Roster, command.Missing.Text, turn.Now), turn);
        if (blocker.Acting(turn.Roster) is { } acting && acting.Id != turn.Actor.Id)
            turn.Tell(acting, new BlockerCameBack(blocker, turn.Actor.Id, command.Missing.Text));
        turn.Refresh(new AcceptanceAsked(blocker));
        return desk.Card(blocker, turn.Roster);
    }
}
