using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Time;

namespace CollabBot.Features.SyncDay;

/// <summary>The draft for those who publish: what the minutes would say now.</summary>
public sealed record DraftCard(SyncMeeting Meeting, Minutes Minutes) : View
{
    public override string? Key => $"sync:{Meeting.Id}:draft";

    public TimeOnly PublishesAt { get; } = SyncTimes.Publish;

    public bool IsPublished => Meeting.State == SyncState.Published;
}

/// <summary>After the hour the stewards (else the sponsor) get the draft, directly, with one button.</summary>
[Schedule("2 11 * * MON", Holidays = HolidayRule.FirstWorkdayOfWeek)]
internal sealed class DraftMinutes(MeetingBook book, MinutesMaker maker) : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        if (await book.ScheduledAsync(occurrence.Nominal, turn.Work, cancel) is not { State: SyncState.Open, DraftedAt: null } meeting)
            return;
        var drafted = meeting with { State = SyncState.Drafted, DraftedAt = turn.Now };
        turn.Work.Save(drafted);
        var card = new DraftCard(drafted, await maker.MakeAsync(drafted, turn, cancel));
        foreach (var steward in turn.Roster.People.Where(p => !p.Left && turn.Roster.Has(p, Role.Steward)))
            turn.Tell(steward, card);
    }
}
