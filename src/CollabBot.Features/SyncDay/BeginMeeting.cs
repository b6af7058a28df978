using CollabBot.Core.Chat;
using CollabBot.Core.Time;

namespace CollabBot.Features.SyncDay;

/// <summary>Says that it begins and how to write things down.</summary>
public sealed record OpeningCard(SyncMeeting Meeting, int Filled, int Departments) : View;

/// <summary>At ten the meeting begins, unless somebody has begun it already.</summary>
[Schedule(SyncTimes.StartCron, Holidays = HolidayRule.FirstWorkdayOfWeek)]
internal sealed class BeginMeeting(MeetingBook book, AgendaMaker agenda) : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        if (await book.ScheduledAsync(occurrence.Nominal, turn.Work, cancel) is not { State: SyncState.Planned } meeting)
            return;
        var open = meeting with { State = SyncState.Open, OpenedAt = turn.Now };
        turn.Work.Save(open);
        var card = await agenda.MakeAsync(open, turn, cancel);
        turn.Post(Place.Parse(open.Group)!, new OpeningCard(open, card.Filled, card.Departments));
        await agenda.RefreshAsync(open, turn, cancel);
    }
}
