using System.Globalization;

namespace CollabBot.Core.People;

/// <summary>A snapshot of who is who, read once per turn; answers without further reads.</summary>
public sealed class Roster(IReadOnlyList<Person> people, IReadOnlyList<Department> departments)
{
    private readonly Dictionary<string, Person> byId = people.ToDictionary(p => p.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, Department> departmentsById = departments.ToDictionary(d => d.Id, StringComparer.Ordinal);

    /// <summary>Everybody, those who left included.</summary>
    public IReadOnlyList<Person> People { get; } = people;

    /// <summary>All departments.</summary>
    public IReadOnlyList<Department> Departments { get; } = departments;

    /// <summary>The person, or null.</summary>
    public Person? Person(string? id) => id is null ? null : byId.GetValueOrDefault(id);

    /// <summary>The department, or null.</summary>
    public Department? Department(string? id) => id is null ? null : departmentsById.GetValueOrDefault(id);

    /// <summary>The person behind a platform account, or null.</summary>
    public Person? ByAccount(string account) => People.FirstOrDefault(p => p.Accounts.Contains(account, StringComparer.Ordinal));

    /// <summary>Their department, or null.</summary>
    public Department? DepartmentOf(Person? person) => Department(person?.DepartmentId);

    /// <summary>Head of any department, or its deputy.</summary>
    public bool IsHead(Person person) => Departments.Any(d => d.HeadId == person.Id || d.DeputyId == person.Id);

    /// <summary>Head or deputy of this one department.</summary>
    public static bool Leads(Person person, Department department) => department.HeadId == person.Id || department.DeputyId == person.Id;

    /// <summary>The departments a person may speak for.</summary>
    public IReadOnlyList<Department> LedBy(Person person) => [.. Departments.Where(d => Leads(person, d))];

    /// <summary>Whether the person has the role; sponsor and steward count only for themselves, everybody is a member.</summary>
    public bool Has(Person person, Role role) => role switch
    {
        Role.Member => true,
        Role.Head => IsHead(person),
        _ => person.Roles.Contains(role),
    };

    /// <summary>A person by name, ignoring case and a leading title gap; null when none or several match.</summary>
    public Person? ByName(string name)
    {
        var found = People.Where(p => !p.Left && string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    /// <summary>A department by name or alias, with or without a trailing 部.</summary>
    public Department? DepartmentByName(string name)
    {
        var bare = Bare(name);
        return Departments.FirstOrDefault(d => Bare(d.Name) == bare || d.Aliases.Any(a => Bare(a) == bare));
    }

    private static string Bare(string name)
    {
        var lower = name.Trim().ToLower(CultureInfo.InvariantCulture);
        return lower.Length > 1 && lower.EndsWith('部') ? lower[..^1] : lower;
    }
}
