using System.Text.Json.Serialization;
using CollabBot.Core.Chat;
using CollabBot.Core.Time;
using CollabBot.Features.Blockers;
using CollabBot.Features.Goals;

namespace CollabBot.Features.SyncDay;

/// <summary>A decision as one line.</summary>
public sealed record DecisionPoint(string Id, string Text, string By, string? GoalId);

/// <summary>An action as one line.</summary>
public sealed record ActionPoint(string Id, string Text, string Owner, DateOnly Due, bool Done);

/// <summary>What a department filled in.</summary>
public sealed record EntryPoint(string DepartmentId, string Progress, string? Blockers, bool ByDeputy)
{
    /// <summary>Progress and words on blockers, line by line.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Lines =>
        [.. $"{Progress}\n{Blockers}".Split('\n').Select(line => line.Trim().TrimStart('-', '*', '·', '•').Trim()).Where(line => line.Length > 0)];
}

/// <summary>The minutes as they were published: the same records make the same minutes, and later changes do not touch them.</summary>
public sealed record Minutes(DateTimeOffset Since, DateTimeOffset Until, int Filled, int Departments, int Kept, int Promised)
{
    public IReadOnlyList<GoalPoint> Goals { get; init; } = [];

    public IReadOnlyList<DecisionPoint> Decisions { get; init; } = [];

    public IReadOnlyList<ActionPoint> Actions { get; init; } = [];

    public IReadOnlyList<BlockerPoint> Opened { get; init; } = [];

    public IReadOnlyList<BlockerPoint> Solved { get; init; } = [];

    public IReadOnlyList<BlockerPoint> Overdue { get; init; } = [];

    public IReadOnlyList<AskPoint> Asks { get; init; } = [];

    public IReadOnlyList<EntryPoint> Entries { get; init; } = [];

    public IReadOnlyList<DuePoint> Due { get; init; } = [];
}

/// <summary>Draws the minutes from the records: no words of its own, no model.</summary>
internal sealed class MinutesMaker(TeamClock clock)
{
    public async Task<Minutes> MakeAsync(SyncMeeting meeting, Turn turn, CancellationToken cancel)
    {
        var work = turn.Work;
        var earlier = SyncMeetings.PublishedIn(meeting.Group).Before(m => m.Monday, meeting.Monday).Take(1);
        var before = await work.ListAsync(earlier, cancel) is [var last] ? last : null;
        var since = before?.Minutes?.Until ?? clock.At(meeting.Monday.AddDays(-7), TimeOnly.MinValue);
        var today = clock.DayOf(turn.Now);
        var sunday = meeting.Monday.AddDays(6);
        var unfinished = await work.ListAsync(BlockerQueries.Unfinished, cancel);
        var goals = (await work.ListAsync(GoalQueries.Alive, cancel)).InOrder();
        var open = await work.ListAsync(ActionItems.OpenIn(meeting.Group), cancel);
        var promised = await work.ListAsync(ActionItems.DueBetween(meeting.Group, before?.Day ?? meeting.Day.AddDays(-7), meeting.Day), cancel);
        var asks = await work.ListAsync(SupportAsks.Unanswered, cancel);
        var answered = await work.ListAsync(SupportAsks.AnsweredSince(since), cancel);
        var entries = await work.ListAsync(SyncEntries.Of(meeting.Id), cancel);
        DuePoint[] due =
        [
            .. open.Where(a => a.Due >= today && a.Due <= sunday).Select(DuePoint.Of),
            .. unfinished.Where(b => b.IsOnOwner && b.Due >= today && b.Due <= sunday).Select(DuePoint.Of),
            .. goals.Where(g => g.Terms.Due >= today && g.Terms.Due <= sunday).Select(DuePoint.Of),
        ];
        return new Minutes(since, turn.Now, entries.Count, turn.Roster.Filling().Count, promised.Count(a => a.State == ActionState.Done), promised.Count)
        {
            Goals = [.. goals.Select(g => GoalPoint.Of(g, since, today, clock))],
            Decisions = [.. (await work.ListAsync(Decisions.Since(meeting.Group, since), cancel)).Select(d => new DecisionPoint(d.Id, d.Line, d.DecidedBy, d.GoalId))],
            Actions = [.. (await work.ListAsync(ActionItems.Since(meeting.Group, since), cancel)).Select(Point)],
            Opened = [.. (await work.ListAsync(BlockerQueries.OpenedSince(since), cancel)).Pressing().Select(BlockerPoint.Of)],
            Solved = [.. (await work.ListAsync(BlockerQueries.AcceptedSince(since), cancel)).Pressing().Select(BlockerPoint.Of)],
            Overdue = [.. unfinished.Where(b => b.IsOverdue(today)).Pressing().Select(BlockerPoint.Of)],
            Asks = [.. asks.Concat(answered).Select(AskPoint.Of)],
            Entries = [.. entries.Select(e => new EntryPoint(e.DepartmentId, e.Progress, e.Blockers, e.ByDeputy))],
            Due = [.. due.OrderBy(d => d.Due).ThenBy(d => d.Id, StringComparer.Ordinal)],
        };
    }

    private static ActionPoint Point(ActionItem action) => new(action.Id, Short.Line(action.Text, 300), action.Owner, action.Due, action.State == ActionState.Done);
}
