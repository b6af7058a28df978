using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.Features.People;

/// <summary>
/// Takes an address book over into our people and departments. What the book said last is kept beside each value: a value that still equals it follows the book, one that was
/// changed by hand stays. Nobody becomes two people: accounts decide, and who is met for the first time gets the same id that speaking would have given.
/// </summary>
internal sealed class DirectoryMerge(DirectorySnapshot book, Roster roster, string platform, DateTimeOffset now)
{
    private readonly Dictionary<string, Department> departments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Person> people = new(StringComparer.Ordinal);

    /// <summary>Everything that is new or different.</summary>
    public IReadOnlyList<Document> Changed { get; private set; } = [];

    /// <summary>Who left according to the book, as they are now; not among <see cref="Changed"/>.</summary>
    public IReadOnlyList<Person> Gone { get; private set; } = [];

    /// <summary>Works it out; touches nothing.</summary>
    public DirectoryMerge Run()
    {
        var names = new DepartmentNames(book.Departments);
        foreach (var listed in book.Departments)
            if (names.Of(listed) is { } name)
                departments[listed.Id] = Department(listed, name, names.IsUnique(listed));
        foreach (var listed in book.People)
            if (Person(listed) is { } person)
                people[listed.UserId] = person;
        foreach (var listed in book.Departments)
            if (departments.TryGetValue(listed.Id, out var department))
                departments[listed.Id] = Led(department, listed, names.Of(listed)!);

        Gone = [.. people.Values.Where(p => p.Left && roster.Person(p.Id) is { Left: false })];
        Changed =
        [
            .. departments.Values.Where(d => !d.Equals(roster.Department(d.Id))),
            .. people.Values.Where(p => !Gone.Contains(p) && !p.Equals(roster.Person(p.Id))),
        ];
        return this;
    }

    private Department Department(DirectoryDepartment listed, string name, bool unique)
    {
        var account = $"{platform}:{listed.Id}";
        var known = roster.Departments.FirstOrDefault(d => d.Accounts.Contains(account, StringComparer.Ordinal)) ?? (unique ? SameName(name) : null);
        var department = known ?? new Department { Id = account, Name = name, Accounts = [account] };
        if (!department.Accounts.Contains(account, StringComparer.Ordinal))
            department = department with { Accounts = [.. department.Accounts, account], ByHand = department.ByHand || department.Directory is null };
        return Follows(department.Directory?.Platform) && department.Name == department.Directory?.Name ? department with { Name = name } : department;
    }

    // One that was named by hand before, or by another platform's book
    private Department? SameName(string name) =>
        roster.DepartmentByName(name) is { } found && !found.Accounts.Any(a => a.StartsWith(platform + ":", StringComparison.Ordinal)) ? found : null;

    private Person? Person(DirectoryPerson listed)
    {
        var known = listed.OtherIds.Prepend(listed.UserId).Select(id => roster.ByAccount($"{platform}:{id}")).FirstOrDefault(p => p is not null);
        if (known is null && (listed.Left || listed.Inactive || listed.Name is null))
            return null;
        var account = $"{platform}:{listed.UserId}";
        var person = known ?? new Person { Id = account, Name = listed.Name!, Accounts = [account], JoinedAt = now };
        if (!person.Accounts.Contains(account, StringComparer.Ordinal))
            person = person with { Accounts = [.. person.Accounts, account] };
        if (listed.Name is { } name && (person.Name.StartsWith('@') || (Follows(person.Directory?.Platform) && person.Name == person.Directory?.Name)))
            person = person with { Name = name };
        var department = listed.DepartmentIds.Select(id => departments.GetValueOrDefault(id)?.Id).FirstOrDefault(id => id is not null);
        if (department is not null && (person.DepartmentId is null || (Follows(person.Directory?.Platform) && person.DepartmentId == person.Directory?.DepartmentId)))
            person = person with { DepartmentId = department };
        if (!Follows(person.Directory?.Platform ?? platform))
            return person;
        // Somebody whom a steward noted as gone stays gone until the book itself has said so and takes it back
        var left = listed.Left || (person.Left && person.Directory?.Left != true);
        return person with { Left = left, Directory = Word(person, listed, department) };
    }

    private PersonWord Word(Person person, DirectoryPerson listed, string? department)
    {
        var word = new PersonWord(platform, listed.Name ?? person.Directory?.Name, department ?? person.Directory?.DepartmentId, listed.Left);
        return word == person.Directory ? person.Directory : word;
    }

    private Department Led(Department department, DirectoryDepartment listed, string name)
    {
        var said = department.Directory;
        if (!Follows(said?.Platform ?? platform))
            return department;
        var head = Leader(listed.HeadUserId) ?? Unsaid(said?.HeadId);
        var deputy = listed.DeputyUserIds.Select(Leader).FirstOrDefault(id => id is not null && id != head) ?? Unsaid(said?.DeputyId);
        if (department.HeadId is null || department.HeadId == said?.HeadId)
            department = department with { HeadId = head };
        if (department.DeputyId is null || department.DeputyId == said?.DeputyId)
            department = department with { DeputyId = deputy == department.HeadId ? null : deputy };
        var parent = listed.ParentId is { } id ? departments.GetValueOrDefault(id)?.Id : null;
        var word = new DepartmentWord(platform, name, head, deputy);
        return department with { ParentId = parent, Directory = word == said ? said : word };
    }

    private string? Leader(string? userId) => userId is null ? null : people.GetValueOrDefault(userId) is { Left: false } person ? person.Id : null;

    // Where a scope hides the heads, their absence says nothing
    private string? Unsaid(string? before) => book.Missing.Count > 0 ? before : null;

    private bool Follows(string? owner) => owner == platform;
}
