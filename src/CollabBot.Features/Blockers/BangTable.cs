using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;

namespace CollabBot.Features.Blockers;

/// <summary>拍桌子: whoever is stuck cannot wait for the clock; at once both heads see who says so and why. Once for each blocker.</summary>
[Command("blocker bang")]
public sealed record BangTable([Ref("B")] RecordRef Blocker, [Long] Rest Reason);

/// <summary>Who banged on the table, when and why.</summary>
public sealed record TableBang(string ById, DateTimeOffset At, string Reason);

/// <content>Banging on the table.</content>
public sealed partial record Blocker
{
    /// <summary>Who banged on the table; null while nobody did.</summary>
    public TableBang? Bang { get; init; }

    /// <summary>Straight to both heads, with the name and the reason of who is stuck.</summary>
    public Blocker BangTable(Person actor, Roster roster, string reason, DateTimeOffset now)
    {
        StillOnOwner(roster);
        MustBeStuck(actor, roster, "blockers.bang-not-yours");
        if (Bang is { } before)
            throw new RuleException("blockers.bang-twice", ("id", Id), ("name", NameOf(before.ById, roster)), ("at", before.At));
        if (IsUnowned)
            throw new RuleException("blockers.bang-nobody", ("id", Id));
        return (Woken(now) with
        {
            Bang = new TableBang(actor.Id, now, reason.Trim()),
            Rung = Rung > LadderRung.Heads ? Rung : LadderRung.Heads,
            ClimbedAt = now,
            CalledInTime = !IsOutOfTime,
            HeadsReason = Blockers.HeadsReason.Banged,
        }).After(BlockerStep.Banged, actor, now, reason);
    }
}

internal sealed class BangTableHandler(BlockerDesk desk) : IHandler<BangTable>
{
    public async Task<Reply> HandleAsync(BangTable command, Turn turn, CancellationToken cancel)
    {
        var blocker = desk.Save((await turn.BlockerAsync(command.Blocker, cancel)).BangTable(turn.Actor, turn.Roster, command.Reason.Text, turn.Now), turn);
        Ladder.TellHeads(blocker, turn);
        return desk.Card(blocker, turn.Roster);
    }
}
