using CollabBot.Core.Chat;
using CollabBot.Core.Time;
using CollabBot.Features.Blockers;
using CollabBot.Features.Goals;

namespace CollabBot.Features.SyncDay;

/// <summary>What the hour is about, the most urgent first: one live card per meeting. Who has not filled in is a number, never a name.</summary>
public sealed record AgendaCard(
    SyncMeeting Meeting,
    int Filled,
    int Departments,
    IReadOnlyList<BlockerPoint> Overdue,
    IReadOnlyList<GoalPoint> Goals,
    IReadOnlyList<AskPoint> Asks,
    IReadOnlyList<DuePoint> Due) : View
{
    public override string? Key => $"sync:{Meeting.Id}:agenda";

    /// <summary>The holidays of its year are not published yet.</summary>
    public bool Expected { get; init; }

    public bool IsEmpty => Overdue.Count + Goals.Count + Asks.Count + Due.Count == 0;

    public bool IsRunning => Meeting.IsRunning;

    public bool IsOver => Meeting.State == SyncState.Published;

    public bool IsWarning => Overdue.Count > 0 && !IsOver;

    /// <summary>An hour holds no more of each kind; what is due this week is folded, and complete.</summary>
    internal const int Most = 8;
}

/// <summary>Reads the records and orders them for the hour: overdue P0 and P1, goals behind or unsigned, unanswered asks, what is due this week.</summary>
internal sealed class AgendaMaker(TeamClock clock)
{
    /// <summary>Redraws a posted agenda, as long as the meeting is not over.</summary>
    public async Task RefreshAsync(SyncMeeting meeting, Turn turn, CancellationToken cancel)
    {
        if (meeting is { AgendaAt: not null, State: not SyncState.Published })
            turn.Refresh(await MakeAsync(meeting, turn, cancel));
    }

    public async Task<AgendaCard> MakeAsync(SyncMeeting meeting, Turn turn, CancellationToken cancel)
    {
        var work = turn.Work;
        var today = clock.DayOf(turn.Now);
        // Sent on the eve it still speaks of the day of the meeting
        var day = today < meeting.Day ? meeting.Day : today;
        var sunday = meeting.Monday.AddDays(6);
        var unfinished = (await work.ListAsync(BlockerQueries.Unfinished, cancel)).Pressing();
        var overdue = unfinished.Where(b => b.IsFirst || (b.Severity != Severity.P2 && b.IsOverdue(day))).OrderByDescending(b => b.IsFirst).ToList();
        var goals = (await work.ListAsync(GoalQueries.Alive, cancel)).InOrder();
        var points = goals.Select(g => GoalPoint.Of(g, turn.Now, day, clock)).Where(g => g.Behind || g.Missing > 0);
        var asks = await work.ListAsync(SupportAsks.Unanswered, cancel);
        var entries = await work.ListAsync(SyncEntries.Of(meeting.Id), cancel);
        var actions = await work.ListAsync(ActionItems.OpenIn(meeting.Group), cancel);
        DuePoint[] due =
        [
            .. actions.Where(a => a.Due <= sunday).Select(DuePoint.Of),
            .. unfinished.Where(b => b.IsOnOwner && b.Due >= day && b.Due <= sunday).Select(DuePoint.Of),
            .. goals.Dependencies().Where(d => d.Due <= sunday).Select(DuePoint.Of),
            .. goals.Where(g => g.Terms.Due >= day && g.Terms.Due <= sunday).Select(DuePoint.Of),
        ];
        return new AgendaCard(
            meeting,
            entries.Count,
            turn.Roster.Filling().Count,
            [.. overdue.Take(AgendaCard.Most).Select(BlockerPoint.Of)],
            [.. points.Take(AgendaCard.Most)],
            [.. asks.Take(AgendaCard.Most).Select(AskPoint.Of)],
            [.. due.OrderBy(d => d.Due).ThenBy(d => d.Id, StringComparer.Ordinal)])
        {
            Expected = clock.Calendar.Kind(meeting.Day).Expected,
        };
    }
}
