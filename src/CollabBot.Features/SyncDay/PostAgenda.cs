using CollabBot.Core.Chat;
using CollabBot.Core.Time;

namespace CollabBot.Features.SyncDay;

/// <summary>A quarter of an hour before the meeting the group sees what it is about.</summary>
[Schedule("45 9 * * MON", Holidays = HolidayRule.FirstWorkdayOfWeek)]
internal sealed class PostAgenda(MeetingBook book, AgendaMaker agenda) : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        if (await book.ScheduledAsync(occurrence.Nominal, turn.Work, cancel) is not { State: SyncState.Planned, AgendaAt: null } meeting)
            return;
        var posted = meeting with { AgendaAt = turn.Now };
        turn.Work.Save(posted);
        turn.Post(Place.Parse(posted.Group)!, await agenda.MakeAsync(posted, turn, cancel));
    }
}
