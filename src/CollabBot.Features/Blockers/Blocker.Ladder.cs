using CollabBot.Core.Chat;
using CollabBot.Core.People;

namespace CollabBot.Features.Blockers;

/// <summary>Why the heads of both sides got a blocker.</summary>
public enum HeadsReason
{
    /// <summary>Nobody answered, or nobody solved it, in time.</summary>
    Waited,

    /// <summary>Somebody who is stuck banged on the table.</summary>
    Banged,

    /// <summary>It was handed on too often.</summary>
    PassedOn,
}

/// <content>The ladder: who hears of a blocker that waits too long.</content>
public sealed partial record Blocker
{
    /// <summary>Why the heads of both sides have it; null while they do not.</summary>
    public HeadsReason? HeadsReason { get; init; }

    /// <summary>The heads were called for another reason while its clock had not run out.</summary>
    public bool CalledInTime { get; init; }

    /// <summary>The departments that handed it on.</summary>
    public IReadOnlyList<string> PassedOnBy { get; init; } = [];

    /// <summary>The next rung that has anybody on it, as of now.</summary>
    public Blocker Climb(Roster roster, DateTimeOffset now)
    {
        var rung = Rung + 1;
        while (rung < LadderRung.Agenda && !HasAnybody(rung, roster))
            rung++;
        return (this with { Rung = rung, ClimbedAt = now, CalledInTime = false, HeadsReason = rung == LadderRung.Heads ? Blockers.HeadsReason.Waited : HeadsReason }).After(BlockerStep.Climbed, SystemPerson.Person, now);
    }

    /// <summary>Who leads whoever has to act, and is here: the head, else the deputy, else who leads the department above.</summary>
    public Person? Lead(Roster roster)
    {
        var acting = Acting(roster);
        var department = roster.Department(OwnerDepartmentId) ?? roster.DepartmentOf(Responsible(roster));
        var above = roster.Department(department?.ParentId);
        return new[] { roster.Person(department?.HeadId), roster.Person(department?.DeputyId), roster.Speaker(above) }
            .FirstOrDefault(p => p is { Left: false } && p.Id != acting?.Id && !roster.IsAway(p));
    }

    /// <summary>Who speaks today for the side that is stuck, for the side that was asked, and for whoever handed it on.</summary>
    public IReadOnlyList<Person> Heads(Roster roster) =>
    [
        .. PassedOnBy.Prepend(ReporterDepartmentId).Append(OwnerDepartmentId ?? roster.DepartmentOf(Responsible(roster))?.Id)
            .Select(id => roster.Speaker(roster.Department(id)))
            .OfType<Person>()
            .DistinctBy(p => p.Id),
    ];

    private bool HasAnybody(LadderRung rung, Roster roster) => rung switch
    {
        LadderRung.Owner => Acting(roster) is not null,
        LadderRung.Lead => Lead(roster) is not null,
        _ => Heads(roster).Count > 0,
    };
}
