using CollabBot.Core.Time;
using CsCheck;

namespace CollabBot.Tests.Core.Time;

public sealed class WorkCalendarTests
{
    [TestCase("2026-10-01", false, "国庆节", false)]
    [TestCase("2026-10-10", true, "国庆节", true)]
    [TestCase("2026-02-14", true, "春节", true)]
    [TestCase("2026-02-23", false, "春节", false)]
    [TestCase("2026-11-27", true, null, false)]
    [TestCase("2026-11-28", false, null, false)]
    [TestCase("2025-10-06", false, "中秋", false)]
    public void A_published_day_is_what_the_notice_says(string day, bool works, string? name, bool makeUp) =>
        Assert.That(TeamDays.Calendar.Kind(TeamDays.Day(day)), Is.EqualTo(new DayKind(TeamDays.Day(day), works, name, makeUp, Expected: false)));

    [TestCase("2027-01-01", true)]
    [TestCase("2027-10-01", true)]
    [TestCase("2027-10-02", false)]
    [TestCase("2030-05-01", true)]
    public void Beyond_the_notices_the_plain_week_is_expected_and_no_holiday_invented(string day, bool works) =>
        Assert.That(TeamDays.Calendar.Kind(TeamDays.Day(day)), Is.EqualTo(new DayKind(TeamDays.Day(day), works, null, false, Expected: true)));

    [Test]
    public void Published_years_end_where_the_notices_end() => Assert.That(TeamDays.Calendar.KnownUntil, Is.EqualTo(new DateOnly(2026, 12, 31)));

    [Test]
    public void A_make_up_day_works_on_a_weekend_and_a_holiday_never_works() => TeamDays.Any.Sample(day =>
    {
        var kind = TeamDays.Calendar.Kind(day);
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return kind switch
        {
            { IsMakeUp: true } => weekend && kind.IsWorkday && kind.Name is not null,
            { Name: not null } => !kind.IsWorkday && !kind.Expected,
            _ => kind.IsWorkday != weekend,
        };
    });

    [TestCase(2022, 249)]
    [TestCase(2023, 249)]
    [TestCase(2024, 251)]
    [TestCase(2025, 248)]
    [TestCase(2026, 248)]
    public void A_year_has_its_known_number_of_working_days(int year, int expected) =>
        Assert.That(Enumerable.Range(0, 366).Select(d => new DateOnly(year, 1, 1).AddDays(d)).Where(d => d.Year == year).Count(d => TeamDays.Calendar.Kind(d).IsWorkday), Is.EqualTo(expected));
}
