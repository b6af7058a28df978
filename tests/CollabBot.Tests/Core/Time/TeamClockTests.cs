using System.Globalization;
using CollabBot.Core.Time;
using CsCheck;

namespace CollabBot.Tests.Core.Time;

public sealed class TeamClockTests
{
    private static readonly TeamClock Clock = TeamDays.Clock();

    [TestCase("2026-10-05", "2026-10-08")]
    [TestCase("2026-09-28", "2026-09-28")]
    [TestCase("2026-02-16", null)]
    [TestCase("2026-02-23", "2026-02-24")]
    [TestCase("2026-05-04", "2026-05-06")]
    [TestCase("2026-04-06", "2026-04-07")]
    [TestCase("2025-10-06", "2025-10-09")]
    [TestCase("2025-01-27", "2025-01-27")]
    [TestCase("2024-06-10", "2024-06-11")]
    public void A_week_begins_with_its_first_day_that_is_no_holiday(string monday, string? first)
    {
        Assert.That(Clock.FirstWorkdayOfWeek(TeamDays.Day(monday)), Is.EqualTo(first is null ? null : (DateOnly?)TeamDays.Day(first)));
    }

    [Test]
    public void Every_day_of_a_week_names_the_same_first_working_day_and_it_is_the_earliest() => TeamDays.Any.Sample(day =>
    {
        var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(ISOWeek.GetYear(day.ToDateTime(TimeOnly.MinValue)), ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue)), DayOfWeek.Monday));
        DateOnly? expected = Enumerable.Range(0, 5).Select(i => monday.AddDays(i)).Where(Clock.IsWorkday).Select(d => (DateOnly?)d).FirstOrDefault();
        return Clock.FirstWorkdayOfWeek(day) == expected;
    });

    [Test]
    public void Working_days_ahead_are_counted_one_by_one() => Gen.Select(TeamDays.Any, Gen.Int[-30, 30]).Sample((day, count) =>
    {
        var end = Clock.AddWorkdays(day, count);
        var (from, to) = count < 0 ? (end, day.AddDays(-1)) : (day.AddDays(1), end);
        var between = Enumerable.Range(0, Math.Max(0, to.DayNumber - from.DayNumber + 1)).Select(i => from.AddDays(i)).Count(Clock.IsWorkday);
        return between == Math.Abs(count) && (count == 0 ? end == day : Clock.IsWorkday(end));
    });

    [Test]
    public void There_and_back_from_a_working_day_is_where_it_began() => Gen.Select(TeamDays.Any, Gen.Int[0, 60]).Sample((day, count) =>
    {
        var start = Clock.WorkdayFrom(day);
        return start >= day && Clock.IsWorkday(start) && Clock.AddWorkdays(Clock.AddWorkdays(start, count), -count) == start;
    });

    [Test]
    public void A_team_day_and_hour_is_one_instant_and_reads_back() => Gen.Select(TeamDays.Any, Gen.Int[0, 1439]).Sample((day, minute) =>
    {
        var at = Clock.At(day, TimeOnly.MinValue.AddMinutes(minute));
        return at.Offset == TimeSpan.Zero && Clock.DayOf(at) == day && Clock.Local(at).TimeOfDay == TimeSpan.FromMinutes(minute);
    });

    [TestCase("2026-01-01", "2026-W01")]
    [TestCase("2027-01-01", "2026-W53")]
    [TestCase("2024-12-30", "2025-W01")]
    [TestCase("2026-11-23", "2026-W48")]
    public void A_week_is_named_by_its_iso_year(string day, string week) => Assert.That(TeamClock.WeekOf(TeamDays.Day(day)), Is.EqualTo(week));

    [Test]
    public void The_day_begins_at_midnight_of_the_team_not_of_utc()
    {
        var clock = TeamDays.Clock(new DateTimeOffset(2026, 11, 25, 16, 30, 0, TimeSpan.Zero));
        Assert.That(clock.Today, Is.EqualTo(new DateOnly(2026, 11, 26)));
    }
}
