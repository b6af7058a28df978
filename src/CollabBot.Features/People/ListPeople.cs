using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;

namespace CollabBot.Features.People;

/// <summary>Who is who.</summary>
[Command("people")]
public sealed record ListPeople;

/// <summary>The departments with their heads; who has none yet can join one.</summary>
[Command("department")]
public sealed record ListDepartments;

/// <summary>A department and everybody in it.</summary>
public sealed record DepartmentLine(Department Department, IReadOnlyList<Person> Members)
{
    public string Name => Department.Name;

    /// <summary>The head left and nobody was named since.</summary>
    public bool HeadLeft { get; init; }

    public bool HasMembers => Members.Count > 0;

    /// <summary>The first few; a department of hundreds is no list to read.</summary>
    public IReadOnlyList<Person> Shown => [.. Members.Take(Most)];

    public int Count => Members.Count;

    public int More => Math.Max(0, Members.Count - Most);

    private const int Most = 10;
}

/// <summary>Everybody the bot knows, by department.</summary>
public sealed record PeopleList(IReadOnlyList<DepartmentLine> Departments, IReadOnlyList<Person> Elsewhere, IReadOnlyList<Person> Sponsors, IReadOnlyList<Person> Stewards) : View
{
    private const int Most = 30;

    /// <summary>Departments that are not listed.</summary>
    public int Unlisted { get; init; }

    public IReadOnlyList<Person> ShownElsewhere => [.. Elsewhere.Take(Most)];

    public int ElsewhereCount => Elsewhere.Count;

    public int MoreElsewhere => Math.Max(0, Elsewhere.Count - Most);

    public bool HasElsewhere => Elsewhere.Count > 0;

    public bool HasSponsors => Sponsors.Count > 0;

    public bool HasStewards => Stewards.Count > 0;
}

/// <summary>The departments, and which the reader could join.</summary>
public sealed record DepartmentList(IReadOnlyList<DepartmentLine> Departments, bool CanJoin) : View
{
    public bool IsEmpty => Departments.Count == 0;

    /// <summary>Departments that are not listed.</summary>
    public int Unlisted { get; init; }

    /// <summary>As many as fit a row of buttons.</summary>
    public IReadOnlyList<DepartmentLine> Joinable => CanJoin ? [.. Departments.Take(6)] : [];
}

internal sealed class ListPeopleHandler : IHandler<ListPeople>
{
    private const int MostDepartments = 30;

    public Task<Reply> HandleAsync(ListPeople command, Turn turn, CancellationToken cancel)
    {
        var here = Here(turn.Roster);
        var lines = Lines(turn.Roster);
        return Task.FromResult<Reply>(new PeopleList(
            lines,
            [.. here.Where(p => turn.Roster.DepartmentOf(p) is null)],
            [.. here.Where(p => p.Roles.Contains(Role.Sponsor))],
            [.. here.Where(p => p.Roles.Contains(Role.Steward))])
        {
            Unlisted = turn.Roster.Departments.Count - lines.Count,
        });
    }

    // Every team of an address book is more than anybody reads: then those that take part by themselves
    internal static IReadOnlyList<DepartmentLine> Lines(Roster roster)
    {
        var here = Here(roster);
        var shown = roster.Departments.Count > MostDepartments ? [.. roster.MainDepartments.Take(MostDepartments)] : roster.Departments;
        return [.. shown.OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => new DepartmentLine(d, [.. here.Where(p => p.DepartmentId == d.Id)])
        {
            HeadLeft = roster.Person(d.HeadId) is { Left: true },
        })];
    }

    // People without any account are not people in a chat: the service itself
    private static IReadOnlyList<Person> Here(Roster roster) => [.. roster.People.Where(p => !p.Left && p.Accounts.Count > 0).OrderBy(p => p.Name, StringComparer.Ordinal)];
}

internal sealed class ListDepartmentsHandler : IHandler<ListDepartments>
{
    public Task<Reply> HandleAsync(ListDepartments command, Turn turn, CancellationToken cancel)
    {
        var lines = ListPeopleHandler.Lines(turn.Roster);
        return Task.FromResult<Reply>(new DepartmentList(lines, turn.Roster.DepartmentOf(turn.Actor) is null) { Unlisted = turn.Roster.Departments.Count - lines.Count });
    }
}
