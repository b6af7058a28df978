using CollabBot.Core.Time;
using CsCheck;

namespace CollabBot.Tests.Core.Time;

public sealed class ScheduleCalculatorTests
{
    private static readonly TeamClock Clock = TeamDays.Clock();

    [TestCase(HolidayRule.FirstWorkdayOfWeek, 0, "2026-09-28 10:00, 2026-10-08 10:00, 2026-10-12 10:00")]
    [TestCase(HolidayRule.FirstWorkdayOfWeek, 1, "2026-09-30 10:00, 2026-10-10 10:00")]
    [TestCase(HolidayRule.NextWorkday, 0, "2026-09-28 10:00, 2026-10-08 10:00, 2026-10-12 10:00")]
    [TestCase(HolidayRule.Skip, 0, "2026-09-28 10:00, 2026-10-12 10:00")]
    [TestCase(HolidayRule.Run, 0, "2026-09-28 10:00, 2026-10-05 10:00, 2026-10-12 10:00")]
    public void A_monday_around_the_national_holiday_follows_its_rule(HolidayRule rule, int before, string expected) =>
        Assert.That(Walls(new ScheduleAttribute("0 10 * * MON") { Holidays = rule, WorkdaysBefore = before }, "2026-09-28", "2026-10-12"), Is.EqualTo(expected));

    [Test]
    public void The_form_before_a_moved_meeting_goes_out_on_the_last_working_day_even_a_make_up_one()
    {
        // Monday 10-05 moves to Thursday 10-08; the working day before that is 09-30. Monday 10-12 is announced on the make-up Saturday 10-10.
        var found = Of(new ScheduleAttribute("7 15 * * MON") { Holidays = HolidayRule.FirstWorkdayOfWeek, WorkdaysBefore = 1 }, "2026-09-29", "2026-10-11");
        Assert.That(found.Select(o => (Clock.Wall(o.At), o.Nominal)), Is.EqualTo(new[] { ("2026-09-30 15:07", new DateOnly(2026, 10, 5)), ("2026-10-10 15:07", new DateOnly(2026, 10, 12)) }));
    }

    [Test]
    public void A_week_without_a_working_day_has_no_occurrence() =>
        Assert.That(Walls(new ScheduleAttribute("0 10 * * MON") { Holidays = HolidayRule.FirstWorkdayOfWeek }, "2026-02-09", "2026-03-02"), Is.EqualTo("2026-02-09 10:00, 2026-02-24 10:00, 2026-03-02 10:00"));

    [Test]
    public void Every_week_of_three_years_meets_once_on_its_first_working_day()
    {
        var schedule = new ScheduleAttribute("0 10 * * MON") { Holidays = HolidayRule.FirstWorkdayOfWeek };
        var mondays = Enumerable.Range(0, 156).Select(i => new DateOnly(2024, 1, 1).AddDays(7 * i)).ToList();
        var expected = mondays.Select(m => Clock.FirstWorkdayOfWeek(m)).OfType<DateOnly>().ToList();
        Assert.That(Of(schedule, "2024-01-01", "2026-12-27").Select(o => Clock.DayOf(o.At)), Is.EqualTo(expected));
    }

    [Test]
    public void Windows_side_by_side_find_what_one_window_finds() => Gen.Select(Gen.Enum<HolidayRule>(), Gen.Int[0, 3], TeamDays.Any, Gen.Int[1, 40], Gen.Int[1, 40]).Sample((rule, before, day, first, second) =>
    {
        var schedule = new ScheduleAttribute("30 9 * * MON,WED") { Holidays = rule, WorkdaysBefore = before };
        var (a, b, c) = (Clock.At(day, new TimeOnly(9, 30)), Clock.At(day.AddDays(first), new TimeOnly(9, 30)), Clock.At(day.AddDays(first + second), new TimeOnly(9, 30)));
        var whole = ScheduleCalculator.Occurrences(schedule, "j", a, c, Clock);
        var parts = ScheduleCalculator.Occurrences(schedule, "j", a, b, Clock).Concat(ScheduleCalculator.Occurrences(schedule, "j", b, c, Clock));
        return whole.SequenceEqual(parts) && whole.All(o => o.At > a && o.At <= c) && whole.Zip(whole.Skip(1)).All(p => p.First.At < p.Second.At);
    });

    [Test]
    public void Moved_occurrences_fall_on_working_days_at_their_hour() =>
        Gen.Select(Gen.OneOf(HolidayRule.Skip, HolidayRule.NextWorkday, HolidayRule.FirstWorkdayOfWeek), Gen.Int[0, 4], TeamDays.Any).Sample((rule, before, day) =>
            ScheduleCalculator.Occurrences(new ScheduleAttribute("7 15 * * *") { Holidays = rule, WorkdaysBefore = before }, "j", Clock.At(day, default), Clock.At(day.AddDays(30), default), Clock)
                .All(o => Clock.IsWorkday(Clock.DayOf(o.At)) && Clock.Wall(o.At).EndsWith("15:07", StringComparison.Ordinal)));

    [Test]
    public void An_empty_or_backward_window_holds_nothing()
    {
        var schedule = new ScheduleAttribute("* * * * *");
        Assert.That(ScheduleCalculator.Occurrences(schedule, "j", Clock.Now, Clock.Now, Clock), Is.Empty);
        Assert.That(ScheduleCalculator.Occurrences(schedule, "j", Clock.Now, Clock.Now.AddDays(-1), Clock), Is.Empty);
    }

    [Test]
    public void An_hour_that_summer_time_skips_is_made_up_for_after_it()
    {
        var berlin = TeamDays.Clock(zone: "Europe/Berlin");
        var found = ScheduleCalculator.Occurrences(new ScheduleAttribute("30 2 * * *"), "j", berlin.At(new(2026, 3, 28), new(3, 0)), berlin.At(new(2026, 3, 30), new(3, 0)), berlin);
        Assert.That(found.Select(o => berlin.Wall(o.At)), Is.EqualTo(new[] { "2026-03-29 03:00", "2026-03-30 02:30" }));
    }

    private static IReadOnlyList<Occurrence> Of(ScheduleAttribute schedule, string from, string through) =>
        ScheduleCalculator.Occurrences(schedule, "j", Clock.At(TeamDays.Day(from), default), Clock.At(TeamDays.Day(through).AddDays(1), default), Clock);

    private static string Walls(ScheduleAttribute schedule, string from, string through) => string.Join(", ", Of(schedule, from, through).Select(o => Clock.Wall(o.At)));
}
