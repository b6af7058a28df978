using System.Text.Json.Serialization;
using CollabBot.Core.Time;

namespace CollabBot.Features.Blockers;

/// <summary>How far up an unanswered blocker has gone; each step comes after one more time to respond.</summary>
public enum LadderRung
{
    None,

    /// <summary>Who has to act was reminded.</summary>
    Owner,

    /// <summary>Whoever leads them was asked to help.</summary>
    Lead,

    /// <summary>The heads of both sides have it, in one card.</summary>
    Heads,

    /// <summary>It is first on the agenda, and the sponsor knows.</summary>
    Agenda,
}

/// <summary>A stretch in which the owner's clock stood still: on hold, or waiting for the word of who was stuck.</summary>
public sealed record ClockPause(DateTimeOffset From, DateTimeOffset Until);

/// <content>The clocks: working time of who has to act, without the pauses. Pure; whose working time it is comes in from outside.</content>
public sealed partial record Blocker
{
    /// <summary>When the present owner was asked; null = when it was opened.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    /// <summary>When the clock stood still.</summary>
    public IReadOnlyList<ClockPause> Pauses { get; init; } = [];

    public LadderRung Rung { get; init; }

    /// <summary>When it came to its rung; null on the ground.</summary>
    public DateTimeOffset? ClimbedAt { get; init; }

    /// <summary>When something happens by itself: the next rung, or the end of a hold. Null when nothing will.</summary>
    public DateTimeOffset? NextClimbAt { get; init; }

    /// <summary>Whether it is first on the agenda.</summary>
    [JsonIgnore]
    public bool IsFirst => IsOnOwner && Rung == LadderRung.Agenda;

    /// <summary>How long it may wait.</summary>
    [JsonIgnore]
    public ServiceTime Allowed => ServiceTime.Of(Severity);

    /// <summary>Since when the present owner's time to respond runs.</summary>
    [JsonIgnore]
    public DateTimeOffset RespondFrom => AskedAt ?? OpenedAt;

    /// <summary>When somebody has to have taken it on; null once somebody has.</summary>
    public DateTimeOffset? RespondBy(WorkSchedule schedule) => State == BlockerState.Open ? Reach(schedule, RespondFrom, Allowed.Respond) : null;

    /// <summary>When it has to be solved: when the day it was asked for is over, else after the time its severity allows; null once somebody says it is.</summary>
    public DateTimeOffset? ResolveBy(WorkSchedule schedule)
    {
        if (!IsOnOwner)
            return null;
        if (Due is not { } day)
            return Reach(schedule, OpenedAt, Allowed.Resolve);
        var over = schedule.OpenOn(day.AddDays(1));
        return LastPauseEnd is { } resumed && resumed > over ? schedule.OpenFrom(resumed) : over;
    }

    /// <summary>When something has to happen by itself next, on a full minute; null when nothing has to, or nobody is there for whom time would run.</summary>
    public DateTimeOffset? NextClimb(WorkSchedule? schedule)
    {
        if (schedule is null || !IsOnOwner)
            return null;
        DateTimeOffset? next = this switch
        {
            { HeldUntil: { } day } => schedule.OpenOn(day),
            { Rung: LadderRung.Agenda } => null,
            { Rung: LadderRung.None } => FirstRung(schedule),
            _ => Reach(schedule, ClimbedAt ?? RespondFrom, Allowed.Respond),
        };
        return next is { } at && at < DateTimeOffset.MaxValue.AddDays(-1) ? FullMinute(at) : null;
    }

    private DateTimeOffset? LastPauseEnd => Pauses.Count == 0 ? null : Pauses.Max(p => p.Until);

    // Unanswered: when the answer is due. Taken on: when the solution is due, but not before whoever took it on (or got it back) had time to do something
    private DateTimeOffset? FirstRung(WorkSchedule schedule)
    {
        if (RespondBy(schedule) is { } answer)
            return answer;
        var since = ClaimedAt ?? RespondFrom;
        var breath = Reach(schedule, LastPauseEnd is { } resumed && resumed > since ? resumed : since, Allowed.Respond);
        return ResolveBy(schedule) is { } solution && solution > breath ? solution : breath;
    }

    private DateTimeOffset Reach(WorkSchedule schedule, DateTimeOffset from, WorkSpan span)
    {
        var still = Pauses.Where(p => p.Until > from).Aggregate(TimeSpan.Zero, (sum, p) => sum + schedule.Between(p.From > from ? p.From : from, p.Until));
        return schedule.Add(from, span.In(schedule) + still);
    }

    private static DateTimeOffset FullMinute(DateTimeOffset at) => at.AddTicks((TimeSpan.TicksPerMinute - (at.UtcTicks % TimeSpan.TicksPerMinute)) % TimeSpan.TicksPerMinute);
}
