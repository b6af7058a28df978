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

    /// <summary>The list in reading order; only what it shows is read.</summary>
    internal static async Task<BlockerList> DrawnAsync(BlockerListKind kind, string? of, IReadOnlyList<OpenLine> pressing, Turn turn, TeamClock clock, CancellationToken cancel)
    {
        var lines = new List<BlockerLine>();
        foreach (var line in pressing.Take(Shown))
            if (await turn.Work.FindAsync<Blocker>(line.Id, cancel) is { } blocker)
                lines.Add(new BlockerLine(blocker, blocker.Acting(turn.Roster)?.Id, blocker.IsOverdue(clock.Today)));
        var atRisk = pressing.Sum(l => l.Amount ?? 0);
        return new BlockerList(kind, of, lines, Math.Max(0, pressing.Count - lines.Count), atRisk > 0 ? atRisk : null);
    }
}

internal sealed class ListBlockersHandler(OpenBlockers blockers, TeamClock clock) : IHandler<ListBlockers>
{
    public async Task<Reply> HandleAsync(ListBlockers command, Turn turn, CancellationToken cancel) =>
        await BlockerList.DrawnAsync(BlockerListKind.All, null, blockers.Pressing(), turn, clock, cancel);
}

internal sealed class ListOverdueBlockersHandler(OpenBlockers blockers, TeamClock clock) : IHandler<ListOverdueBlockers>
{
    public async Task<Reply> HandleAsync(ListOverdueBlockers command, Turn turn, CancellationToken cancel) =>
        await BlockerList.DrawnAsync(BlockerListKind.Overdue, null, blockers.Pressing(l => l.IsOverdue(clock.Today)), turn, clock, cancel);
}

internal sealed class ListDepartmentBlockersHandler(OpenBlockers blockers, TeamClock clock) : IHandler<ListDepartmentBlockers>
{
    public async Task<Reply> HandleAsync(ListDepartmentBlockers command, Turn turn, CancellationToken cancel)
    {
        var departments = command.Departments?.Items ?? [];
        if (departments.Count == 0 && turn.Roster.DepartmentOf(turn.Actor) is { } own)
            departments = [own];
        if (departments.Count == 0)
            throw new RuleException("blockers.which-department");
        var ids = departments.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        var lines = blockers.Pressing(l => l.DepartmentId is { } id && ids.Contains(id));
        return await BlockerList.DrawnAsync(BlockerListKind.Department, string.Join(" · ", departments.Select(d => d.Name)), lines, turn, clock, cancel);
    }
}
