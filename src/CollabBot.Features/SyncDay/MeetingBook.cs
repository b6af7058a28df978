using CollabBot.Core.Chat;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CollabBot.Features.SyncDay;

/// <summary>Finds the meeting that something is about: by week, by the chat it was said in, by what is being filled in.</summary>
internal sealed class MeetingBook(TeamClock clock, IOptions<SyncDayOptions> options, ILogger<MeetingBook> logger)
{
    private int silent;

    /// <summary>The group of the scheduled meeting as <c>platform:chatId</c>; null when none is set, which is logged once.</summary>
    public string? ScheduledGroup
    {
        get
        {
            if (options.Value.Place is { } place)
                return place.ToString();
            if (Interlocked.Exchange(ref silent, 1) == 0)
                logger.LogInformation("SyncDay:Group is empty, so the weekly meeting is not scheduled");
            return null;
        }
    }

    /// <summary>The meeting of a group in the week that holds the day: as stored, else as planned.</summary>
    public async Task<SyncMeeting> OfWeekAsync(string group, DateOnly day, IUnitOfWork work, CancellationToken cancel) =>
        await work.FindAsync<SyncMeeting>(SyncMeeting.IdOf(TeamClock.WeekOf(day), group), cancel) ?? Plan(group, day);

    /// <summary>The meeting of a group in the week of the turn.</summary>
    public Task<SyncMeeting> ThisWeekAsync(string group, Turn turn, CancellationToken cancel) => OfWeekAsync(group, clock.DayOf(turn.Now), turn.Work, cancel);

    /// <summary>The scheduled group's meeting of the week, or null when there is no group or the whole week is off.</summary>
    public async Task<SyncMeeting?> ScheduledAsync(DateOnly day, IUnitOfWork work, CancellationToken cancel) =>
        ScheduledGroup is { } group && await OfWeekAsync(group, day, work, cancel) is { State: not SyncState.Skipped } meeting ? meeting : null;

    /// <summary>The meeting of this week that a person in this chat means; null when it cannot be told.</summary>
    public async Task<SyncMeeting?> HereAsync(Turn turn, CancellationToken cancel)
    {
        if (!turn.IsDirect)
            return await ThisWeekAsync(turn.Place.ToString(), turn, cancel);
        var running = await turn.Work.ListAsync(SyncMeetings.Running, cancel);
        if (options.Value.Place is not { } place)
            return running.Count > 0 ? running[0] : null;
        return running.FirstOrDefault(m => m.Group == place.ToString()) ?? await ThisWeekAsync(place.ToString(), turn, cancel);
    }

    /// <summary>The meeting people prepare for now: the running one, else the next that has not begun.</summary>
    public async Task<SyncMeeting?> ToFillAsync(Turn turn, CancellationToken cancel)
    {
        if (await HereAsync(turn, cancel) is not { } meeting)
            return null;
        while (!meeting.IsRunning && (meeting.State != SyncState.Planned || meeting.Day < clock.DayOf(turn.Now)))
            meeting = await OfWeekAsync(meeting.Group, meeting.Monday.AddDays(7), turn.Work, cancel);
        return meeting;
    }

    /// <summary>The instant a meeting is planned to begin.</summary>
    public DateTimeOffset StartOf(SyncMeeting meeting) => clock.At(meeting.Day, SyncTimes.Start);

    private SyncMeeting Plan(string group, DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        var week = TeamClock.WeekOf(monday);
        var held = clock.FirstWorkdayOfWeek(monday);
        return new SyncMeeting
        {
            Id = SyncMeeting.IdOf(week, group),
            Week = week,
            Group = group,
            Monday = monday,
            Day = held ?? monday,
            Holiday = held == monday ? null : clock.Calendar.Kind(monday).Name,
            State = held is null ? SyncState.Skipped : SyncState.Planned,
        };
    }
}
