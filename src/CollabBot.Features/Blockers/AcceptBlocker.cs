using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Blockers;

/// <summary>Who was stuck confirms that it is solved.</summary>
[Command("blocker accept")]
public sealed record AcceptBlocker([Ref("B")] RecordRef Blocker);

/// <summary>Thanks who solved it.</summary>
public sealed record BlockerThanks(Blocker Blocker) : View
{
    public string Id => Blocker.Id;

    public string Title => Blocker.Title;

    public string? ById => Blocker.AcceptedById;
}

internal sealed class AcceptBlockerHandler(BlockerDesk desk) : IHandler<AcceptBlocker>
{
    public async Task<Reply> HandleAsync(AcceptBlocker command, Turn turn, CancellationToken cancel)
    {
        var blocker = desk.Save((await turn.BlockerAsync(command.Blocker, cancel)).Accept(turn.Actor, turn.Roster, turn.Now), turn);
        turn.Raise(new BlockerAccepted(blocker));
        if (blocker.ResolvedById is { } solver && solver != turn.Actor.Id)
            turn.Tell(turn.Roster.Person(solver), new BlockerThanks(blocker));
        turn.Refresh(new AcceptanceAsked(blocker));
        return desk.Card(blocker, turn.Roster);
    }
}
