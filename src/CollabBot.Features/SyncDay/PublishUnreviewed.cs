using CollabBot.Core.Chat;
using CollabBot.Core.Time;

namespace CollabBot.Features.SyncDay;

/// <summary>In the evening minutes that nobody published go out by themselves and say that nobody looked at them; meetings opened by hand included.</summary>
[Schedule(SyncTimes.PublishCron, Holidays = HolidayRule.Skip, GraceMinutes = 960)]
internal sealed class PublishUnreviewed(MeetingBook book, Publisher publisher, AgendaMaker agenda, TeamClock clock) : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        var day = clock.DayOf(occurrence.At);
        var due = (await turn.Work.ListAsync(SyncMeetings.Running, cancel)).Where(m => m.Day <= day).ToList();
        // Down all morning: the day of the meeting still ends with its minutes
        if (await book.ScheduledAsync(day, turn.Work, cancel) is { State: SyncState.Planned } missed && missed.Day == day)
            due.Add(missed);
        foreach (var meeting in due)
        {
            var card = await publisher.PublishAsync(meeting, null, turn, cancel);
            if (meeting.Minutes is null)
                turn.Post(Place.Parse(meeting.Group)!, card);
            else
                turn.Refresh(card);
            if (meeting.AgendaAt is not null)
                turn.Refresh(await agenda.MakeAsync(card.Meeting, turn, cancel));
        }
    }
}
