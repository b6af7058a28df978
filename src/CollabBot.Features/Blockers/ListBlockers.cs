using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.Blockers;

/// <summary>Every blocker that is not accepted yet.</summary>
[Command("blocker list")]
public sealed record ListBlockers;

/// <summary>What should have been solved by now.</summary>
[Command("blocker overdue")]
public sealed record ListOverdueBlockers;

/// <summary>What was asked of a department: the named ones, else the speaker's.</summary>
[Command("blocker department")]
public sealed record ListDepartmentBlockers(Departments? Departments = null);

/// <summary>One line of a list.</summary>
public sealed record BlockerLine(Blocker Blocker, string? ActingId, bool Overdue)
{
    public string Id => Blocker.Id;

    public string Title => Blocker.Title;
}

/// <summary>Why these are listed together.</summary>
public enum BlockerListKind
{
    All,
    Overdue,
    Department,
}

/// <summary>The most pressing blockers of a list, and how many more there are.</summary>
public sealed record BlockerList(BlockerListKind Kind, string? Of, IReadOnlyList<BlockerLine> Lines, int More, decimal? AtRisk) : View
{
    private const int Shown = 15;

    public int Count => Lines.Count + More;

    public bool IsOverdue => Kind == BlockerListKind.Overdue;

    /// <summary>The list in reading order.</summary>
    internal static BlockerList Drawn(BlockerListKind kind, string? of, IEnumerable<Blocker> blockers, Turn turn, TeamClock clock)
    {
        var all = blockers.Pressing();
        var atRisk = all.Sum(b => b.Amount ?? 0);
        return new BlockerList(
            kind,
            of,
            [.. all.Take(Shown).Select(b => new BlockerLine(b, b.Acting(turn.Roster)?.Id, b.IsOverdue(clock.Today)))],
            Math.Max(0, all.Count - Shown),
            atRisk > 0 ? atRisk : null);
    }
}

internal sealed class ListBlockersHandler(TeamClock clock) : IHandler<ListBlockers>
{
    public async Task<Reply> HandleAsync(ListBlockers command, Turn turn, CancellationToken cancel) =>
        BlockerList.Drawn(BlockerListKind.All, null, await turn.Work.ListAsync(BlockerQueries.Unfinished, cancel), turn, clock);
}

internal sealed class ListOverdueBlockersHandler(TeamClock clock) : IHandler<ListOverdueBlockers>
{
    public async Task<Reply> HandleAsync(ListOverdueBlockers command, Turn turn, CancellationToken cancel) =>
        BlockerList.Drawn(BlockerListKind.Overdue, null, (await turn.Work.ListAsync(BlockerQueries.Unfinished, cancel)).Where(b => b.IsOverdue(clock.Today)), turn, clock);
}

internal sealed class ListDepartmentBlockersHandler(TeamClock clock) : IHandler<ListDepartmentBlockers>
{
    public async Task<Reply> HandleAsync(ListDepartmentBlockers command, Turn turn, CancellationToken cancel)
    {
        var departments = command.Departments?.Items ?? [];
        if (departments.Count == 0 && turn.Roster.DepartmentOf(turn.Actor) is { } own)
            departments = [own];
        if (departments.Count == 0)
            throw new RuleException("blockers.which-department");
        var blockers = new List<Blocker>();
        foreach (var department in departments)
            blockers.AddRange(await turn.Work.ListAsync(BlockerQueries.OfDepartment(department.Id), cancel));
        return BlockerList.Drawn(BlockerListKind.Department, string.Join(" · ", departments.Select(d => d.Name)), blockers, turn, clock);
    }
}
