using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Blockers;

/// <summary>Says that it is solved, and how; the reporter then has the last word.</summary>
[Command("blocker resolve")]
public sealed record ResolveBlocker([Ref("B")] RecordRef Blocker, [Long] Rest How);

/// <summary>Asks who was stuck whether it really is solved; once somebody has answered, every copy says so.</summary>
public sealed record AcceptanceAsked(Blocker Blocker) : View
{
    public override string? Key => $"blocker:{Blocker.Id}:accept";

    public bool IsOpen => Blocker.State == BlockerState.Resolved;

    public bool IsAccepted => Blocker.State == BlockerState.Accepted;

    public string Id => Blocker.Id;

    public string Title => Blocker.Title;

    public string How => Excerpt.Of(Blocker.How ?? "", 1000);
}

internal sealed class ResolveBlockerHandler(BlockerDesk desk) : IHandler<ResolveBlocker>
{
    public async Task<Reply> HandleAsync(ResolveBlocker command, Turn turn, CancellationToken cancel)
    {
        var blocker = desk.Save((await turn.BlockerAsync(command.Blocker, cancel)).Resolve(turn.Actor, turn.Roster, command.How.Text, turn.Now), turn);
        turn.Raise(new BlockerResolved(blocker));
        if (blocker.State == BlockerState.Accepted)
            turn.Raise(new BlockerAccepted(blocker));
        else
            foreach (var id in blocker.PlusOneIds.Prepend(blocker.ReporterId).Where(id => id != turn.Actor.Id))
                turn.Tell(turn.Roster.Person(id), new AcceptanceAsked(blocker));
        return desk.Card(blocker, turn.Roster);
    }
}
