using CollabBot.Core.Time;
using CollabBot.Playground;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Playground;

public sealed class SeedTests
{
    [Test]
    public void The_story_runs_forward_through_past_workdays()
    {
        var clock = ClockAt(2026, 11, 25, 11);
        var lines = SeedLine.ReadAll(clock);
        Assert.That(lines.Select(l => l.At), Is.Ordered.And.All.LessThan(clock.Now));
        Assert.That(lines.Select(l => clock.IsWorkday(clock.DayOf(l.At))), Is.All.True);
        Assert.That(lines.Select(l => l.Text), Has.None.Contains("{"));
    }

    [Test]
    public void The_goal_is_due_at_a_quarters_end_that_is_not_near()
    {
        var goal = SeedLine.ReadAll(ClockAt(2026, 12, 20, 11))[0];
        Assert.That(goal.Text, Does.Contain("2027-03-31"));
    }

    [Test]
    public void Nobody_leaves_the_example_company_without_a_head()
    {
        Assert.That(PlaygroundTeam.Departments.Select(d => PlaygroundTeam.Find(d.HeadId)?.DepartmentId), Is.EqualTo(PlaygroundTeam.Departments.Select(d => d.Id)));
        Assert.That(PlaygroundTeam.People.SelectMany(p => p.Accounts), Is.EqualTo(PlaygroundTeam.People.Select(p => "playground:" + p.Id)));
    }

    [TestCase(Journey.Monday, "2026-11-30 10:00")]
    [TestCase(Journey.Workday, "2026-11-26 11:00")]
    [TestCase(Journey.NationalDay, "2027-09-30 10:00")]
    [TestCase(Journey.QuarterEnd, "2026-12-31 17:00")]
    public void A_journey_ends_at_its_next_instant(Journey journey, string expected)
    {
        var clock = ClockAt(2026, 11, 25, 11);
        Assert.That(clock.Local(Journeys.Target(journey, clock)).ToString("yyyy-MM-dd HH:mm", null), Is.EqualTo(expected));
    }

    [Test]
    public void A_journey_from_its_own_end_goes_to_the_next_one()
    {
        var clock = ClockAt(2026, 11, 30, 10);
        Assert.That(clock.DayOf(Journeys.Target(Journey.Monday, clock)), Is.EqualTo(new DateOnly(2026, 12, 7)));
    }

    private static TeamClock ClockAt(int year, int month, int day, int hour) => new(
        new FakeTimeProvider(new DateTimeOffset(year, month, day, hour, 0, 0, TimeSpan.FromHours(8))),
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"),
        WorkCalendar.China());
}
