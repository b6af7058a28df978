using CollabBot.Core.Chat;
using CollabBot.Core.People;

namespace CollabBot.Features.Blockers;

/// <content>On hold: the clock stands still until a day that both sides know, twice at most.</content>
public sealed partial record Blocker
{
    private const int MostHolds = 2;
    private const int LongestHoldDays = 60;

    /// <summary>Either side puts it on hold until a day; <paramref name="until"/> is when work begins on it.</summary>
    public Blocker Hold(Person actor, Roster roster, DateOnly day, DateTimeOffset until, string why, DateOnly today, DateTimeOffset now)
    {
        StillOnOwner(roster);
        if (IsUnowned)
            throw new RuleException("blockers.hold-nobody", ("id", Id));
        if (!IsStuck(actor) && !IsOwnerSide(actor, roster) && !roster.Has(actor, Role.Steward))
            throw new RuleException("blockers.hold-not-yours", ("id", Id), ("owner", OwnerName(roster)));
        if (HeldUntil is { } held)
            throw new RuleException("blockers.already-held", ("id", Id), ("day", held));
        if (Holds >= MostHolds)
            throw new RuleException("blockers.hold-twice", ("id", Id));
        if (day <= today || day > today.AddDays(LongestHoldDays))
            throw new RuleException("blockers.hold-day", ("days", LongestHoldDays));
        return (this with { HeldUntil = day, Holds = Holds + 1, Pauses = [.. Pauses, new ClockPause(now, until)] }).After(BlockerStep.Held, actor, now, why);
    }

    /// <summary>Either side goes on before the day.</summary>
    public Blocker Resume(Person actor, Roster roster, DateTimeOffset now)
    {
        StillOnOwner(roster);
        if (HeldUntil is null)
            throw new RuleException("blockers.not-held", ("id", Id));
        if (!IsStuck(actor) && !IsOwnerSide(actor, roster) && !roster.Has(actor, Role.Steward))
            throw new RuleException("blockers.hold-not-yours", ("id", Id), ("owner", OwnerName(roster)));
        return Woken(now).After(BlockerStep.Resumed, actor, now);
    }

    /// <summary>The day has come.</summary>
    public Blocker Wake(DateTimeOffset now) => Woken(now).After(BlockerStep.Resumed, SystemPerson.Person, now);

    // Whoever goes on before the day does not keep the rest of the pause
    private Blocker Woken(DateTimeOffset now) => HeldUntil is null ? this : this with
    {
        HeldUntil = null,
        Pauses = [.. Pauses.Select((p, i) => i == Pauses.Count - 1 && p.Until > now ? p with { Until = now } : p)],
    };
}
