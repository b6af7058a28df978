using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.Away;

/// <summary>Who is away in the next two weeks, and who acts for them; never why.</summary>
[Command("away list")]
public sealed record ListLeave;

/// <summary>One absence.</summary>
public sealed record LeaveLine(string PersonId, DaySpan Days, string? DeputyId, bool Now)
{
    public bool IsOneDay => Days.From == Days.Until;

    public bool IsMorning => IsOneDay && Days.UntilNoon;

    public bool IsAfternoon => IsOneDay && Days.FromNoon;
}

/// <summary>The list, by day.</summary>
public sealed record LeaveList(IReadOnlyList<LeaveLine> Lines) : View
{
    public bool IsEmpty => Lines.Count == 0;
}

internal sealed class ListLeaveHandler(CalendarSource calendars, TeamClock clock) : IHandler<ListLeave>
{
    private const int DaysAhead = 14;

    public Task<Reply> HandleAsync(ListLeave command, Turn turn, CancellationToken cancel)
    {
        var today = clock.DayOf(turn.Now);
        var lines = calendars.Absences
            .Where(a => a.Until >= today && a.From <= today.AddDays(DaysAhead) && turn.Roster.Person(a.PersonId) is { Left: false })
            .OrderBy(a => a.From).ThenBy(a => a.Until)
            .Select(a => new LeaveLine(a.PersonId, new DaySpan(a.From, a.Until, a.FromNoon, a.UntilNoon), a.DeputyId, a.Covers(today)));
        return Task.FromResult<Reply>(new LeaveList([.. lines]));
    }
}
