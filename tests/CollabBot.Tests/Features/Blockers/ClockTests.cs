using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Time;
using CollabBot.Features.Blockers;

namespace CollabBot.Tests.Features.Blockers;

/// <summary>The two clocks of a blocker in somebody's working time, as pure functions.</summary>
public sealed class ClockTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly WorkSchedule Schedule = With();
    private static readonly Person Lina = new() { Id = "lina", Name = "李娜", DepartmentId = "sales" };
    private static readonly Person Zhang = new() { Id = "zhang", Name = "张伟", DepartmentId = "product" };
    private static readonly Department Product = new() { Id = "product", Name = "产品部", HeadId = "zhang" };
    private static readonly Roster Roster = new([Lina, Zhang], [Product]);

    [TestCase(Severity.P0, "2026-11-23 09:30", "2026-11-23 10:00", "2026-11-24 09:30")]
    [TestCase(Severity.P1, "2026-11-23 09:30", "2026-11-23 14:30", "2026-11-26 09:30")]
    [TestCase(Severity.P2, "2026-11-23 09:30", "2026-11-24 09:30", "2026-12-07 09:30")]
    [TestCase(Severity.P1, "2026-02-13 17:00", "2026-02-14 12:00", "2026-02-25 17:00", TestName = "A_make_up_Saturday_counts_and_the_Spring_Festival_does_not")]
    [TestCase(Severity.P1, "2026-09-30 16:00", "2026-10-08 11:00", "2026-10-10 16:00", TestName = "The_National_Day_holidays_do_not_count")]
    [TestCase(Severity.P0, "2026-11-21 22:00", "2026-11-23 09:30", "2026-11-23 18:00", TestName = "What_comes_on_a_Saturday_night_begins_on_Monday_morning")]
    public void Each_severity_has_its_time(Severity severity, string opened, string answer, string solution)
    {
        var blocker = Opened(opened) with { Severity = severity };

        Assert.That(Wall(blocker.RespondBy(Schedule)), Is.EqualTo(answer));
        Assert.That(Wall(blocker.ResolveBy(Schedule)), Is.EqualTo(solution));
    }

    [Test]
    public void A_day_that_was_named_is_the_deadline_until_it_is_over() =>
        Assert.That(Wall((Opened("2026-11-23 09:30") with { Due = new DateOnly(2026, 11, 27) }).ResolveBy(Schedule)), Is.EqualTo("2026-11-30 09:00"));

    [Test]
    public void Leave_stops_the_clock_and_is_named()
    {
        var schedule = With(new Absence { Id = "L-1", PersonId = "zhang", From = new DateOnly(2026, 11, 24), Until = new DateOnly(2026, 11, 25) });
        var blocker = Opened("2026-11-23 17:00");

        var clock = BlockerClock.Of(blocker, "zhang", schedule);

        Assert.That(Wall(clock.RespondBy), Is.EqualTo("2026-11-26 12:00"));
        Assert.That(clock.Stops, Is.EqualTo(new[] { new ClockStop(new DateOnly(2026, 11, 24), new DateOnly(2026, 11, 25), null, "zhang", false) }));
    }

    [Test]
    public void A_leave_over_the_weekend_is_one_stop()
    {
        var schedule = With(new Absence { Id = "L-1", PersonId = "zhang", From = new DateOnly(2026, 11, 27), Until = new DateOnly(2026, 11, 30) });

        var clock = BlockerClock.Of(Opened("2026-11-26 17:00"), "zhang", schedule);

        Assert.That(clock.Stops.Select(s => (s.From.Day, s.Until.Day)), Is.EqualTo(new[] { (27, 30) }));
    }

    [Test]
    public void Waiting_for_the_word_of_who_was_stuck_does_not_count()
    {
        var back = Opened("2026-11-23 09:30").Claim(Zhang, Roster, null, At("2026-11-23 10:30")).Resolve(Zhang, Roster, "改了", At("2026-11-23 11:30"))
            .Reopen(Lina, Roster, "还不行", At("2026-11-25 11:30"));

        Assert.That(Wall(back.ResolveBy(Schedule)), Is.EqualTo("2026-11-30 09:30"), "two working days later than without the wait");
    }

    [Test]
    public void Taking_it_on_answers_it_and_the_next_moment_is_the_solution()
    {
        var open = Opened("2026-11-23 09:30");

        Assert.That(Wall(open.NextClimb(Schedule)), Is.EqualTo("2026-11-23 14:30"));
        Assert.That(Wall(open.Claim(Zhang, Roster, null, At("2026-11-23 10:00")).NextClimb(Schedule)), Is.EqualTo("2026-11-26 09:30"));
    }

    [Test]
    public void Whoever_takes_it_on_late_has_time_to_do_something()
    {
        var late = Opened("2026-11-23 09:30").Claim(Zhang, Roster, null, At("2026-11-30 09:30"));

        Assert.That(Wall(late.NextClimb(Schedule)), Is.EqualTo("2026-11-30 14:30"));
    }

    [Test]
    public void Promising_another_day_does_not_bring_it_down_the_ladder()
    {
        var reminded = Opened("2026-11-23 09:30").Claim(Zhang, Roster, null, At("2026-11-23 10:00")).Climb(Roster, At("2026-11-26 09:30"));

        Assert.That(reminded.Claim(Zhang, Roster, new DateOnly(2026, 12, 1), At("2026-11-26 10:00")).Rung, Is.EqualTo(LadderRung.Owner));
    }

    [Test]
    public void Each_rung_comes_after_one_more_time_to_respond_until_the_last()
    {
        var blocker = Opened("2026-11-23 09:30");
        var moments = new List<string>();
        while (blocker.NextClimb(Schedule) is { } next)
        {
            moments.Add($"{Wall(next)} {blocker.Climb(Roster, next).Rung}");
            blocker = blocker.Climb(Roster, next);
        }

        // The head is the one who was asked, so nobody leads them
        Assert.That(moments, Is.EqualTo(new[] { "2026-11-23 14:30 Owner", "2026-11-24 09:30 Heads", "2026-11-24 14:30 Agenda" }));
    }

    [Test]
    public void Nothing_is_planned_for_what_is_solved_or_waits_for_nobody()
    {
        Assert.That(Opened("2026-11-23 09:30").Resolve(Zhang, Roster, "改了", At("2026-11-23 11:30")).NextClimb(Schedule), Is.Null);
        Assert.That(Opened("2026-11-23 09:30").NextClimb(null), Is.Null);
    }

    [Test]
    public void A_moment_is_a_full_minute() =>
        Assert.That(Wall(Blocker.Open("B-1", "支付", Lina, new Assignee(null, Product), At("2026-11-23 09:30").AddSeconds(1)).NextClimb(Schedule)), Is.EqualTo("2026-11-23 14:31"));

    private static Blocker Opened(string at) => Blocker.Open("B-1", "支付", Lina, new Assignee(null, Product), At(at));

    private static WorkSchedule With(params Absence[] absences) => new(WorkCalendar.China(), WorkingHours.Usual, Zone, absences);

    private static DateTimeOffset At(string wall) => new(DateTime.ParseExact(wall, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    private static string? Wall(DateTimeOffset? instant) => instant?.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
