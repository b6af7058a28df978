using CollabBot.Core.People;

namespace CollabBot.Features.Blockers;

/// <content>The two sides of a blocker: who is stuck, and who is asked.</content>
public sealed partial record Blocker
{
    /// <summary>The reporter, or who said +1.</summary>
    public bool IsStuck(Person person) => person.Id == ReporterId || PlusOneIds.Contains(person.Id, StringComparer.Ordinal);

    /// <summary>The person asked, who stands in for them, or their head; for a department anybody in it; the claimer; everybody while nobody was asked.</summary>
    public bool IsOwnerSide(Person person, Roster roster)
    {
        if (IsUnowned || person.Id == OwnerId || person.Id == ClaimedById || person.Id == Acting(roster)?.Id)
            return true;
        return roster.Department(OwnerDepartmentId) is { } department
            && (Roster.Leads(person, department) || (OwnerId is null && person.DepartmentId == department.Id));
    }

    /// <summary>
    /// Who has to act now: the claimer, else the person asked, else who speaks for the department; for somebody away the one they named to stand in. Who left the company never has to.
    /// </summary>
    public Person? Acting(Roster roster) => roster.StandIn(ClaimedById) ?? roster.StandIn(OwnerId) ?? roster.Speaker(roster.Department(OwnerDepartmentId));

    /// <summary>In whose working time the clocks run: the claimer, else the person asked, else who leads the department. Whoever stands in for them keeps the clock running.</summary>
    public Person? Responsible(Roster roster)
    {
        var department = roster.Department(OwnerDepartmentId);
        return new[] { ClaimedById, OwnerId, department?.HeadId, department?.DeputyId }.Select(roster.Person).FirstOrDefault(p => p is { Left: false });
    }

    /// <summary>Who is away, so that somebody else acts; null when whom one would ask is here.</summary>
    public Person? AwayFor(Roster roster)
    {
        var asked = roster.Person(ClaimedById ?? OwnerId ?? roster.Department(OwnerDepartmentId)?.HeadId);
        return asked is { Left: false } && roster.IsAway(asked) && Acting(roster)?.Id != asked.Id ? asked : null;
    }

    /// <summary>Who hears what the person does with it: the reporter and who has to act, but not the person.</summary>
    public IEnumerable<Person> Others(Person actor, Roster roster) =>
        new[] { roster.Person(ReporterId), Acting(roster) }.OfType<Person>().Where(p => p.Id != actor.Id).DistinctBy(p => p.Id);

    /// <summary>Everybody who may accept, by name.</summary>
    public IReadOnlyList<string> StuckNames(Roster roster) => [.. PlusOneIds.Prepend(ReporterId).Select(id => NameOf(id, roster))];

    private string OwnerName(Roster roster) =>
        OwnerId is not null ? NameOf(OwnerId, roster) : roster.Department(OwnerDepartmentId)?.Name ?? "";

    private static string NameOf(string? id, Roster roster) => roster.Person(id)?.Name ?? id ?? "";
}
