using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Blockers;

/// <summary>Hands a blocker to somebody else; also how one without an owner gets one.</summary>
[Command("blocker transfer")]
public sealed record TransferBlocker([Ref("B")] RecordRef Blocker, Assignee To, Rest? Reason = null);

/// <summary>Tells the new owner who handed it over and why.</summary>
public sealed record BlockerHandedOver(Blocker Blocker, string ById, string? Reason, string? DepartmentId) : View
{
    public string Id => Blocker.Id;

    public string Title => Blocker.Title;
}

internal sealed class TransferBlockerHandler(BlockerDesk desk) : IHandler<TransferBlocker>
{
    public async Task<Reply> HandleAsync(TransferBlocker command, Turn turn, CancellationToken cancel)
    {
        var blocker = desk.Save((await turn.BlockerAsync(command.Blocker, cancel))
            .Transfer(turn.Actor, turn.Roster, command.To, command.Reason?.Text, turn.Now), turn);
        if (blocker.Acting(turn.Roster) is { } acting && acting.Id != turn.Actor.Id)
            turn.Tell(acting, new BlockerHandedOver(blocker, turn.Actor.Id, command.Reason?.Text, command.To.Department?.Id));
        if (blocker.Rung == LadderRung.Heads)
            Ladder.TellHeads(blocker, turn);
        return desk.Card(blocker, turn.Roster);
    }
}
