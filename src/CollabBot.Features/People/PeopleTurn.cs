using CollabBot.Core.Chat;
using CollabBot.Core.People;

namespace CollabBot.Features.People;

/// <summary>Who may change who is who, and how names are read.</summary>
internal static class PeopleTurn
{
    private const int LongestName = 30;

    /// <summary>
    /// Stewards and the sponsor may; while the team has neither, the first one who tries becomes steward, so that a new team needs no setting. True when that has just happened.
    /// </summary>
    public static async Task<bool> MustManagePeopleAsync(this Turn turn, CancellationToken cancel)
    {
        if (turn.Roster.Has(turn.Actor, Role.Steward) || turn.Roster.Has(turn.Actor, Role.Sponsor))
            return false;
        if (turn.Roster.People.FirstOrDefault(p => !p.Left && p.Roles.Count > 0) is { } manager)
            throw new RuleException("people.not-yours", ("name", manager.Name));
        await turn.ChangeAsync(turn.Actor, p => p with { Roles = [.. p.Roles, Role.Steward] }, cancel);
        return true;
    }

    /// <summary>Stages a change of a person on top of what this turn has staged already.</summary>
    public static async Task ChangeAsync(this Turn turn, Person person, Func<Person, Person> change, CancellationToken cancel)
    {
        var current = await turn.Work.FindAsync<Person>(person.Id, cancel) ?? person;
        var changed = change(current);
        if (changed != current)
            turn.Work.Save(changed);
    }

    /// <summary>A department's name as typed, with or without the @; refused when it is none.</summary>
    public static string DepartmentName(string typed)
    {
        var name = typed.Trim().TrimStart('@', '@').Trim();
        return name.Length is > 0 and <= LongestName && !name.Any(char.IsControl) ? name : throw new RuleException("people.bad-name", ("limit", LongestName));
    }

    /// <summary>The department of that name, or a refusal that lists those there are.</summary>
    public static Department ExistingDepartment(this Turn turn, string typed)
    {
        var name = DepartmentName(typed);
        if (turn.Roster.DepartmentByName(name) is { } department)
            return department;
        var known = turn.Roster.Departments.Select(d => d.Name).ToList();
        throw known.Count == 0
            ? new RuleException("people.no-departments", ("name", name))
            : new RuleException("people.no-such-department", ("name", name), ("names", known));
    }
}
