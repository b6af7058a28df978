using CollabBot.Core.Time;

namespace CollabBot.Tests.Core.Time;

/// <summary>The working-day engine's pure half: calendar × hours × zone × absences.</summary>
internal sealed class WorkScheduleTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly WorkCalendar China = WorkCalendar.China();

    [Test]
    public void A_clock_ticks_on_the_make_up_saturday_and_stands_still_through_spring_festival()
    {
        var raised = At(2026, 2, 13, 17, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Team().Add(raised, TimeSpan.FromHours(4)), Is.EqualTo(At(2026, 2, 14, 12, 0)), "four hours: one on Friday, three on the worked Saturday");
            Assert.That(Team().Add(raised, 3 * Team().PerDay), Is.EqualTo(At(2026, 2, 25, 17, 0)), "three days: nothing from 02-15 to 02-23");
            Assert.That(Team().Between(At(2026, 2, 14, 18, 0), At(2026, 2, 24, 9, 0)), Is.EqualTo(TimeSpan.Zero));
            Assert.That(Team().IsOpen(At(2026, 2, 14, 10, 0)), Is.True);
            Assert.That(Team().IsOpen(At(2026, 2, 16, 10, 0)), Is.False, "a Monday of the festival");
        }
    }

    [TestCase("2026-11-25T12:30", "2026-11-25T13:00", TestName = "Work begins again after the break")]
    [TestCase("2026-11-25T18:00", "2026-11-26T09:00", TestName = "The end of the day is no working time")]
    [TestCase("2026-11-27T20:00", "2026-11-30T09:00", TestName = "A Friday evening waits for Monday")]
    [TestCase("2026-09-30T18:01", "2026-10-08T09:00", TestName = "The eve of the national holiday waits for its end")]
    [TestCase("2026-11-25T10:15", "2026-11-25T10:15", TestName = "Working time is itself")]
    public void Work_opens(string asked, string opens) => Assert.That(Team().OpenFrom(Local(asked)), Is.EqualTo(Local(opens)));

    [Test]
    public void An_absence_pauses_the_clock_by_whole_and_half_days()
    {
        var away = new Absence { Id = "a", PersonId = "p", From = new(2026, 11, 25), Until = new(2026, 11, 27), FromNoon = true, UntilNoon = true };
        var schedule = new WorkSchedule(China, WorkingHours.Usual, Shanghai, [away]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(schedule.IsOpen(Local("2026-11-25T11:00")), Is.True);
            Assert.That(schedule.IsOpen(Local("2026-11-25T14:00")), Is.False);
            Assert.That(schedule.IsWorkday(new(2026, 11, 26)), Is.False);
            Assert.That(schedule.AwayOn(new(2026, 11, 26)), Is.SameAs(away));
            Assert.That(schedule.AwayOn(new(2026, 11, 25)), Is.Null, "half a day is not away");
            Assert.That(schedule.Add(Local("2026-11-25T11:00"), TimeSpan.FromHours(2)), Is.EqualTo(Local("2026-11-27T14:00")), "an hour on Wednesday morning, one on Friday afternoon");
            Assert.That(schedule.AddWorkdays(new(2026, 11, 25), 1), Is.EqualTo(new DateOnly(2026, 11, 27)));
        }
    }

    [Test]
    public void A_cancelled_absence_pauses_nothing() =>
        Assert.That(new WorkSchedule(China, WorkingHours.Usual, Shanghai, [new Absence { Id = "a", PersonId = "p", From = new(2026, 11, 25), Until = new(2026, 11, 27), Cancelled = true }]).IsWorkday(new(2026, 11, 26)), Is.True);

    [Test]
    public void The_company_moves_days_off_halves_them_and_works_every_second_saturday()
    {
        var calendar = China.With(
            [Day(2026, 11, 26, DayWork.Off), Day(2026, 11, 27, DayWork.Half), Day(2026, 11, 29, DayWork.Full), Day(2026, 11, 25, DayWork.Off) with { Cancelled = true }],
            new SaturdayRule { Id = SaturdayRule.OnlyId, FirstWorked = new(2026, 11, 28) });
        var schedule = new WorkSchedule(calendar, WorkingHours.Usual, Shanghai, []);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(schedule.IsWorkday(new(2026, 11, 25)), Is.True, "taken back");
            Assert.That(schedule.IsWorkday(new(2026, 11, 26)), Is.False);
            Assert.That(schedule.Between(Local("2026-11-27T00:00"), Local("2026-11-28T00:00")), Is.EqualTo(TimeSpan.FromHours(3)));
            Assert.That(schedule.IsWorkday(new(2026, 11, 28)), Is.True, "大周");
            Assert.That(schedule.IsWorkday(new(2026, 12, 5)), Is.False, "小周");
            Assert.That(schedule.IsWorkday(new(2026, 11, 29)), Is.True);
            Assert.That(calendar.Kind(new(2026, 11, 29)), Is.EqualTo(new DayKind(new(2026, 11, 29), true, "公司", true, false) { IsCompany = true }));
            Assert.That(new WorkSchedule(China.With([], new SaturdayRule { Id = SaturdayRule.OnlyId, FirstWorked = new(2026, 9, 19) }), WorkingHours.Usual, Shanghai, []).IsWorkday(new(2026, 10, 3)), Is.False, "a holiday on a worked Saturday stays one");
        }
    }

    [Test]
    public void Somebody_abroad_keeps_their_country_s_holidays_and_the_company_s_days_off()
    {
        var calendar = China.With([Day(2026, 11, 27, DayWork.Off), Day(2026, 11, 28, DayWork.Full)], null).Abroad(ComputedDays.Of("us")!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(calendar.Kind(new(2026, 11, 26)), Is.EqualTo(new DayKind(new(2026, 11, 26), false, "Thanksgiving", false, false)));
            Assert.That(calendar.Kind(new(2026, 10, 5)).IsWorkday, Is.True, "国庆 is no holiday there");
            Assert.That(calendar.Kind(new(2026, 10, 10)).IsWorkday, Is.False, "nor is its make-up day worked");
            Assert.That(calendar.Kind(new(2026, 11, 27)).IsWorkday, Is.False);
            Assert.That(calendar.Kind(new(2026, 11, 28)).IsWorkday, Is.False);
            Assert.That(ComputedDays.Of("XX"), Is.Null);
        }
    }

    [Test]
    public void Hours_follow_the_person_s_zone_through_the_change_to_summer_time()
    {
        var schedule = new WorkSchedule(WorkCalendar.Of(ComputedDays.Of("US")!), WorkingHours.Usual, TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), []);
        // 2026-03-08 02:00 the clocks go forward there
        Assert.That(schedule.Add(new DateTimeOffset(2026, 3, 6, 17, 0, 0, TimeSpan.FromHours(-5)), TimeSpan.FromHours(2)), Is.EqualTo(new DateTimeOffset(2026, 3, 9, 10, 0, 0, TimeSpan.FromHours(-4))));
    }

    [Test]
    public void Somebody_who_is_away_for_ever_never_gets_there()
    {
        var schedule = new WorkSchedule(China, WorkingHours.Usual, Shanghai, [new Absence { Id = "a", PersonId = "p", From = new(2026, 1, 1), Until = new(2040, 1, 1) }]);
        Assert.That(schedule.Add(Local("2026-11-25T11:00"), TimeSpan.FromMinutes(1)), Is.EqualTo(DateTimeOffset.MaxValue));
        Assert.That(schedule.OpenFrom(Local("2026-11-25T11:00")), Is.EqualTo(DateTimeOffset.MaxValue));
    }

    [Test]
    public void What_is_added_lies_between_and_never_outside_working_time()
    {
        var random = new Random(20261125);
        for (var i = 0; i < 2000; i++)
        {
            var start = At(2026, 1, 1, 0, 0).AddMinutes(random.Next(0, 360 * 24 * 60));
            var absences = Enumerable.Range(0, random.Next(3)).Select(n =>
            {
                var from = new DateOnly(2026, 1, 1).AddDays(random.Next(400));
                return new Absence { Id = $"{n}", PersonId = "p", From = from, Until = from.AddDays(random.Next(6)), FromNoon = random.Next(2) == 0, UntilNoon = random.Next(2) == 0 };
            }).ToList();
            var schedule = new WorkSchedule(China, WorkingHours.Usual, Shanghai, absences);
            var time = TimeSpan.FromMinutes(random.Next(1, 6000));
            var end = schedule.Add(start, time);
            Assert.That(schedule.Between(start, end), Is.EqualTo(time), $"{start:O} + {time}");
            Assert.That(schedule.Between(start, end.AddTicks(-1)), Is.LessThan(time), "and not earlier");
            Assert.That(schedule.IsOpen(end.AddTicks(-1)), Is.True);
        }
    }

    [TestCase("09:00-12:00,13:00-18:00", 8)]
    [TestCase("9:30-18:30", 9)]
    public void Hours_are_read(string text, double perDay) => Assert.That(WorkingHours.Parse(text)!.PerDay, Is.EqualTo(TimeSpan.FromHours(perDay)));

    [TestCase("")]
    [TestCase("9-18")]
    [TestCase("18:00-09:00")]
    [TestCase("09:00-12:00,11:00-18:00")]
    public void Hours_that_are_none_are_refused(string text) => Assert.That(WorkingHours.Parse(text), Is.Null);

    private static WorkSchedule Team() => new(China, WorkingHours.Usual, Shanghai, []);

    private static CompanyDay Day(int year, int month, int day, DayWork work) =>
        new() { Id = CompanyDay.IdOf(new(year, month, day)), Day = new(year, month, day), Work = work, Reason = "公司" };

    private static DateTimeOffset At(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.FromHours(8));

    private static DateTimeOffset Local(string text) => new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
