using CollabBot.Core.Chat;
using CollabBot.Core.Time;

namespace CollabBot.Features.SyncDay;

/// <summary>On the day of the meeting heads who have not filled in are asked once more, directly; nobody else hears of it.</summary>
[Schedule("7 9 * * MON", Holidays = HolidayRule.FirstWorkdayOfWeek, GraceMinutes = 50)]
internal sealed class NudgeHeads(MeetingBook book, FillForms forms) : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        if (await book.ScheduledAsync(occurrence.Nominal, turn.Work, cancel) is not { State: SyncState.Planned, NudgedAt: null } meeting)
            return;
        var filled = (await turn.Work.ListAsync(SyncEntries.Of(meeting.Id), cancel)).Select(e => e.DepartmentId).ToHashSet(StringComparer.Ordinal);
        foreach (var department in turn.Roster.Filling().Where(d => !filled.Contains(d.Id)))
        {
            var leader = turn.Roster.LeaderOf(department)!;
            turn.Tell(leader, await forms.AskAsync(meeting, department, leader, true, turn, cancel));
        }

        turn.Work.Save(meeting with { NudgedAt = turn.Now });
    }
}
