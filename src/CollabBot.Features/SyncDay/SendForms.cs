using CollabBot.Core.Chat;
using CollabBot.Core.Time;

namespace CollabBot.Features.SyncDay;

/// <summary>On the last working day before the meeting each head gets the prefilled form, directly.</summary>
[Schedule("7 15 * * MON", Holidays = HolidayRule.FirstWorkdayOfWeek, WorkdaysBefore = 1)]
internal sealed class SendForms(MeetingBook book, FillForms forms) : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        if (await book.ScheduledAsync(occurrence.Nominal, turn.Work, cancel) is not { State: SyncState.Planned, FormsAt: null } meeting)
            return;
        foreach (var department in turn.Roster.Filling())
        {
            var leader = turn.Roster.LeaderOf(department)!;
            turn.Tell(leader, await forms.AskAsync(meeting, department, leader, false, turn, cancel));
        }

        turn.Work.Save(meeting with { FormsAt = turn.Now });
    }
}
