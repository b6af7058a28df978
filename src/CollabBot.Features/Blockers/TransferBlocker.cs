using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

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

internal sealed class TransferBlockerHandler(TeamClock clock) : IHandler<TransferBlocker>
{
    public async Task<Reply> HandleAsync(TransferBlocker command, Turn turn, CancellationToken cancel)
    {
        var blocker = (await turn.BlockerAsync(command.Blocker, cancel))
            .Transfer(turn.Actor, turn.Roster, command.To, command.Reason?.Text, turn.Now);
        turn.Work.Save(blocker);
        if (blocker.Acting(turn.Roster) is { } acting && acting.Id != turn.Actor.Id)
            turn.Tell(acting, new BlockerHandedOver(blocker, turn.Actor.Id, command.Reason?.Text, command.To.Department?.Id));
        return BlockerCard.Of(blocker, turn.Roster, clock);
    }
}
