using CollabBot.Core.People;

namespace CollabBot.Features.Blockers;

/// <content>The two sides of a blocker: who is stuck, and who is asked.</content>
public sealed partial record Blocker
{
    /// <summary>The reporter, or who said +1.</summary>
    public bool IsStuck(Person person) => person.Id == ReporterId || PlusOneIds.Contains(person.Id, StringComparer.Ordinal);

    /// <summary>The person asked or their head; for a department anybody in it; the claimer; everybody while nobody was asked.</summary>
    public bool IsOwnerSide(Person person, Roster roster)
    {
        if (IsUnowned || person.Id == OwnerId || person.Id == ClaimedById)
            return true;
        return roster.Department(OwnerDepartmentId) is { } department
            && (Roster.Leads(person, department) || (OwnerId is null && person.DepartmentId == department.Id));
    }

    /// <summary>Who has to act now: the claimer, else the person asked, else the department's head or deputy; who left the company never has to.</summary>
    public Person? Acting(Roster roster)
    {
        var department = roster.Department(OwnerDepartmentId);
        return Here(ClaimedById) ?? Here(OwnerId) ?? Here(department?.HeadId) ?? Here(department?.DeputyId);

        Person? Here(string? id) => roster.Person(id) is { Left: false } person ? person : null;
    }

    /// <summary>Everybody who may accept, by name.</summary>
    public IReadOnlyList<string> StuckNames(Roster roster) => [.. PlusOneIds.Prepend(ReporterId).Select(id => NameOf(id, roster))];

    private string OwnerName(Roster roster) =>
        OwnerId is not null ? NameOf(OwnerId, roster) : roster.Department(OwnerDepartmentId)?.Name ?? "";

    private static string NameOf(string? id, Roster roster) => roster.Person(id)?.Name ?? id ?? "";
}
