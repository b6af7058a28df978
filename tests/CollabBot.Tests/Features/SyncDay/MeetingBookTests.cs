using CollabBot.Features.SyncDay;
using CollabBot.Tests.Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CollabBot.Tests.Features.SyncDay;

/// <summary>Which day a week's meeting is on, from the real calendar.</summary>
internal sealed class MeetingBookTests
{
    private const string Group = "playground:strategy";

    [TestCase("2026-11-30", "2026-11-30", null, SyncState.Planned)]
    [TestCase("2026-10-05", "2026-10-08", "国庆节", SyncState.Planned)]
    [TestCase("2026-05-04", "2026-05-06", "劳动节", SyncState.Planned)]
    [TestCase("2026-02-23", "2026-02-24", "春节", SyncState.Planned)]
    [TestCase("2026-02-16", "2026-02-16", "春节", SyncState.Skipped)]
    [TestCase("2026-09-21", "2026-09-21", null, SyncState.Planned, Description = "the Sunday before is a working day, and no meeting")]
    public async Task A_week_has_its_day(string monday, string day, string? holiday, SyncState state)
    {
        await using var host = new LiteDbHost();
        await using var work = host.Store.Begin();

        var meeting = await Book(host, Group).OfWeekAsync(Group, DateOnly.Parse(monday, System.Globalization.CultureInfo.InvariantCulture).AddDays(3), work, CancellationToken.None);

        Assert.That((meeting.Day.ToString("O", System.Globalization.CultureInfo.InvariantCulture), meeting.Holiday, meeting.State), Is.EqualTo((day, holiday, state)));
        Assert.That(meeting.Monday.ToString("O", System.Globalization.CultureInfo.InvariantCulture), Is.EqualTo(monday));
    }

    [Test]
    public async Task Without_a_group_nothing_is_scheduled()
    {
        await using var host = new LiteDbHost();
        await using var work = host.Store.Begin();

        Assert.That(await Book(host, "").ScheduledAsync(host.Clock.Today, work, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_stored_meeting_is_found_rather_than_planned_again()
    {
        await using var host = new LiteDbHost();
        var book = Book(host, Group);
        await host.CommitAsync(async work =>
            work.Save(await book.OfWeekAsync(Group, host.Clock.Today, work, CancellationToken.None) with { State = SyncState.Open }));

        await using var later = host.Store.Begin();
        Assert.That((await book.OfWeekAsync(Group, host.Clock.Today, later, CancellationToken.None)).State, Is.EqualTo(SyncState.Open));
    }

    private static MeetingBook Book(LiteDbHost host, string group) =>
        new(host.Clock, Options.Create(new SyncDayOptions { Group = group }), NullLogger<MeetingBook>.Instance);
}
