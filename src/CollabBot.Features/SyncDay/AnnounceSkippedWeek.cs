using CollabBot.Core.Chat;
using CollabBot.Core.Time;

namespace CollabBot.Features.SyncDay;

/// <summary>Says that a week has no meeting because all of it is off, and when the next one is.</summary>
public sealed record SkippedCard(SyncMeeting Meeting, DateOnly Next) : View
{
    public TimeOnly StartsAt { get; } = SyncTimes.Start;
}

/// <summary>On the last working day before a week that is all off, the group hears it once.</summary>
[Schedule("7 15 * * MON", WorkdaysBefore = 1)]
internal sealed class AnnounceSkippedWeek(MeetingBook book) : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        if (book.ScheduledGroup is not { } group)
            return;
        if (await book.OfWeekAsync(group, occurrence.Nominal, turn.Work, cancel) is not { State: SyncState.Skipped, Version: 0 } skipped)
            return;
        var next = skipped;
        while (next.State == SyncState.Skipped)
            next = await book.OfWeekAsync(group, next.Monday.AddDays(7), turn.Work, cancel);
        turn.Work.Save(skipped);
        turn.Post(Place.Parse(group)!, new SkippedCard(skipped, next.Day));
    }
}
