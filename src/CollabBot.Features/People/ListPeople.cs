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
}

/// <summary>Everybody the bot knows, by department.</summary>
public sealed record PeopleList(IReadOnlyList<DepartmentLine> Departments, IReadOnlyList<Person> Elsewhere, IReadOnlyList<Person> Sponsors, IReadOnlyList<Person> Stewards) : View
{
    public bool HasElsewhere => Elsewhere.Count > 0;

    public bool HasSponsors => Sponsors.Count > 0;

    public bool HasStewards => Stewards.Count > 0;
}

/// <summary>The departments, and which the reader could join.</summary>
public sealed record DepartmentList(IReadOnlyList<DepartmentLine> Departments, bool CanJoin) : View
{
    public bool IsEmpty => Departments.Count == 0;

    /// <summary>As many as fit a row of buttons.</summary>
    public IReadOnlyList<DepartmentLine> Joinable => CanJoin ? [.. Departments.Take(6)] : [];
}

internal sealed class ListPeopleHandler : IHandler<ListPeople>
{
    public Task<Reply> HandleAsync(ListPeople command, Turn turn, CancellationToken cancel)
    {
        var here = Here(turn.Roster);
        return Task.FromResult<Reply>(new PeopleList(
            Lines(turn.Roster),
            [.. here.Where(p => turn.Roster.DepartmentOf(p) is null)],
            [.. here.Where(p => p.Roles.Contains(Role.Sponsor))],
            [.. here.Where(p => p.Roles.Contains(Role.Steward))]));
    }

    internal static IReadOnlyList<DepartmentLine> Lines(Roster roster)
    {
        var here = Here(roster);
        return [.. roster.Departments.OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => new DepartmentLine(d, [.. here.Where(p => p.DepartmentId == d.Id)])
        {
            HeadLeft = roster.Person(d.HeadId) is { Left: true },
        })];
    }

    // People without any account are not people in a chat: the service itself
    private static IReadOnlyList<Person> Here(Roster roster) => [.. roster.People.Where(p => !p.Left && p.Accounts.Count > 0).OrderBy(p => p.Name, StringComparer.Ordinal)];
}

internal sealed class ListDepartmentsHandler : IHandler<ListDepartments>
{
    public Task<Reply> HandleAsync(ListDepartments command, Turn turn, CancellationToken cancel) =>
        Task.FromResult<Reply>(new DepartmentList(ListPeopleHandler.Lines(turn.Roster), turn.Roster.DepartmentOf(turn.Actor) is null));
}
