using System.Collections.Immutable;
using System.Globalization;
using CollabBot.Core.Storage;

namespace CollabBot.Core.People;

/// <summary>An immutable snapshot of who is who; answers without reading the store.</summary>
public sealed class Roster
{
    private readonly ImmutableDictionary<string, Person> people;
    private readonly ImmutableDictionary<string, Department> departments;
    private readonly ImmutableDictionary<string, string> accounts;
    private readonly ImmutableDictionary<string, string?> away;

    /// <summary>A snapshot of the given people and departments.</summary>
    public Roster(IReadOnlyList<Person> people, IReadOnlyList<Department> departments)
        : this(
            people.ToImmutableDictionary(p => p.Id, StringComparer.Ordinal),
            departments.ToImmutableDictionary(d => d.Id, StringComparer.Ordinal),
            people.SelectMany(p => p.Accounts, (p, account) => KeyValuePair.Create(account, p.Id))
                .DistinctBy(a => a.Key, StringComparer.Ordinal)
                .ToImmutableDictionary(StringComparer.Ordinal),
            ImmutableDictionary<string, string?>.Empty)
    {
    }

    private Roster(
        ImmutableDictionary<string, Person> people,
        ImmutableDictionary<string, Department> departments,
        ImmutableDictionary<string, string> accounts,
        ImmutableDictionary<string, string?> away)
    {
        this.away = away;
        this.people = people;
        this.departments = departments;
        this.accounts = accounts;
    }

    /// <summary>Nobody.</summary>
    public static Roster Empty { get; } = new([], []);

    /// <summary>Everybody, those who left included, by id.</summary>
    public IReadOnlyList<Person> People => [.. people.Values.OrderBy(p => p.Id, StringComparer.Ordinal)];

    /// <summary>All departments, by id.</summary>
    public IReadOnlyList<Department> Departments => [.. departments.Values.OrderBy(d => d.Id, StringComparer.Ordinal)];

    /// <summary>
    /// The departments that take part by themselves: those somebody named by hand, and the top of the address book. A team deep inside it can be asked for help, but is not
    /// called to sign goals or to report.
    /// </summary>
    public IReadOnlyList<Department> MainDepartments => [.. Departments.Where(d => d.Directory is null || d.ByHand || d.ParentId is null)];

    /// <summary>The snapshot after these documents were committed; anything older than what is known, or neither person nor department, changes nothing.</summary>
    public Roster With(IEnumerable<Document> changed)
    {
        var (newPeople, newDepartments, newAccounts) = (people, departments, accounts);
        foreach (var document in changed)
        {
            if (document is Person person && !(newPeople.GetValueOrDefault(person.Id)?.Version > person.Version))
            {
                newPeople = newPeople.SetItem(person.Id, person);
                newAccounts = newAccounts.SetItems(person.Accounts.Select(a => KeyValuePair.Create(a, person.Id)));
            }
            else if (document is Department department && !(newDepartments.GetValueOrDefault(department.Id)?.Version > department.Version))
            {
                newDepartments = newDepartments.SetItem(department.Id, department);
            }
        }

        // The same snapshot as long as it says the same: what is derived from it (folded names) is kept by its identity
        var same = ReferenceEquals(newPeople, people) && ReferenceEquals(newDepartments, departments) && ReferenceEquals(newAccounts, accounts);
        return same ? this : new Roster(newPeople, newDepartments, newAccounts, away);
    }

    /// <summary>The same people on a day when these are away: person id to the id of whom they named to stand in, or null.</summary>
    public Roster WithAway(ImmutableDictionary<string, string?> absent) => new(people, departments, accounts, absent);

    /// <summary>Whether the person is away today.</summary>
    public bool IsAway(Person person) => away.ContainsKey(person.Id);

    /// <summary>Who acts for the person today: themselves, or, while they are away, whom they named (else their department's deputy) if that one is here; null for somebody who left.</summary>
    public Person? StandIn(string? id) => Person(id) is not { Left: false } person ? null
        : away.TryGetValue(person.Id, out var named) && DeputyOf(person, named) is { } deputy && !IsAway(deputy) ? deputy : person;

    /// <summary>Who acts for the person while they are away: whom they named, else their department's deputy; null when that is nobody else who is still with the company.</summary>
    public Person? DeputyOf(Person person, string? named) =>
        Person(named ?? DepartmentOf(person)?.DeputyId) is { Left: false } deputy && deputy.Id != person.Id ? deputy : null;

    /// <summary>Who speaks for the department today: its head; while the head is away, whom the head named, else the deputy, unless they are away, too. Null when nobody is named.</summary>
    public Person? Speaker(Department? department)
    {
        var head = StandIn(department?.HeadId);
        if (head is not null && !IsAway(head))
            return head;
        var deputy = StandIn(department?.DeputyId);
        return deputy is not null && (head is null || !IsAway(deputy)) ? deputy : head;
    }

    /// <summary>The person, or null.</summary>
    public Person? Person(string? id) => id is null ? null : people.GetValueOrDefault(id);

    /// <summary>The department, or null.</summary>
    public Department? Department(string? id) => id is null ? null : departments.GetValueOrDefault(id);

    /// <summary>The person behind a platform account (<c>feishu:ou_…</c>), or null.</summary>
    public Person? ByAccount(string account) => Person(accounts.GetValueOrDefault(account));

    /// <summary>Their department, or null.</summary>
    public Department? DepartmentOf(Person? person) => Department(person?.DepartmentId);

    /// <summary>Head of any department, its deputy, or who stands in for them today.</summary>
    public bool IsHead(Person person) => departments.Values.Any(d => SpeaksFor(person, d));

    /// <summary>Head or deputy of this one department.</summary>
    public static bool Leads(Person person, Department department) => department.HeadId == person.Id || department.DeputyId == person.Id;

    /// <summary>The departments a person may speak for.</summary>
    public IReadOnlyList<Department> LedBy(Person person) => [.. Departments.Where(d => SpeaksFor(person, d))];

    private bool SpeaksFor(Person person, Department department) => Leads(person, department) || (away.Count > 0 && Speaker(department)?.Id == person.Id);

    /// <summary>Who keeps the process going: the stewards, or the sponsor while there are none.</summary>
    public IReadOnlyList<Person> Keepers =>
        People.Where(p => !p.Left && p.Roles.Contains(Role.Steward)).ToList() is { Count: > 0 } stewards ? stewards : [.. People.Where(p => !p.Left && p.Roles.Contains(Role.Sponsor))];

    /// <summary>Whether the person has the role; the sponsor may do what a steward may, everybody is a member.</summary>
    public bool Has(Person person, Role role) => role switch
    {
        Role.Member => true,
        Role.Head => IsHead(person) || person.Roles.Contains(Role.Steward) || person.Roles.Contains(Role.Sponsor),
        Role.Steward => person.Roles.Contains(Role.Steward) || person.Roles.Contains(Role.Sponsor),
        _ => person.Roles.Contains(role),
    };

    /// <summary>A person by name, ignoring case; null when none or several match.</summary>
    public Person? ByName(string name)
    {
        var found = people.Values.Where(p => !p.Left && string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
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
