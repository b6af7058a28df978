using CollabBot.Core.People;
using CollabBot.Core.Time;
using CollabBot.Features.Goals;

namespace CollabBot.Tests.Features.Goals;

public sealed class SigningStepsTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly WorkCalendar China = WorkCalendar.China();
    private static readonly Person Wang = new() { Id = "wang", Name = "王总", Roles = [Role.Sponsor] };
    private static readonly Person Lina = new() { Id = "lina", Name = "李娜" };
    private static readonly Person Zhang = new() { Id = "zhang", Name = "张伟" };
    private static readonly Department Sales = new() { Id = "sales", Name = "销售部", HeadId = "lina" };
    private static readonly Roster Roster = new([Wang, Lina, Zhang], [Sales]);
    private static readonly DateTimeOffset Opened = At("2026-09-30T16:00");

    [Test]
    public void The_first_reminder_waits_for_eight_working_hours_across_the_holiday() =>
        Assert.That(SigningSteps.Next(Draft(), Roster, _ => Team(), Opened), Is.EqualTo(At("2026-10-08T16:00")));

    [Test]
    public void At_that_hour_the_head_is_due_and_afterwards_no_more()
    {
        var due = SigningSteps.Due(Draft(), Roster, _ => Team(), At("2026-10-08T16:00"));

        Assert.That(due.Select(d => (d.Department?.Id, d.Receiver.Id, d.Hours)), Is.EqualTo(new[] { ((string?)"sales", "lina", 8) }));
        Assert.That(SigningSteps.Due(Nudged(8), Roster, _ => Team(), At("2026-10-08T16:00")), Is.Empty);
        // The make-up Saturday is a day like any other
        Assert.That(SigningSteps.Next(Nudged(8), Roster, _ => Team(), At("2026-10-08T16:00")), Is.EqualTo(At("2026-10-10T16:00")));
    }

    [Test]
    public void The_sponsor_is_told_after_forty_eight_hours_and_never_again()
    {
        var late = At("2026-10-14T16:00");

        Assert.That(SigningSteps.Due(Nudged(24), Roster, _ => Team(), late).Select(d => (d.Department, d.Receiver.Id, d.Hours)), Is.EqualTo(new[] { ((Department?)null, "wang", 48) }));
        Assert.That(SigningSteps.Due(Nudged(48, ""), Roster, _ => Team(), late).Select(d => d.Receiver.Id), Is.EqualTo(new[] { "lina" }));
        Assert.That(SigningSteps.Next(Nudged(48, "") with { Nudges = [.. Nudged(48, "").Nudges, .. Nudged(24).Nudges] }, Roster, _ => Team(), late), Is.Null);
    }

    [Test]
    public void Whoever_stands_in_is_asked_and_while_nobody_does_the_clock_stands_still()
    {
        var away = new Absence { Id = "a", PersonId = "lina", From = new(2026, 10, 8), Until = new(2026, 10, 9) };
        WorkSchedule Of(Person person) => person.Id == "lina" ? new WorkSchedule(China, WorkingHours.Usual, Shanghai, [away]) : Team();
        var deputised = new Roster([Wang, Lina, Zhang], [Sales with { DeputyId = "zhang" }])
            .WithAway(System.Collections.Immutable.ImmutableDictionary<string, string?>.Empty.Add("lina", null));

        Assert.That(SigningSteps.Next(Draft(), Roster, Of, Opened), Is.EqualTo(At("2026-10-10T16:00")));
        Assert.That(SigningSteps.Due(Draft(), deputised, Of, At("2026-10-08T16:00")).Single().Receiver.Id, Is.EqualTo("zhang"));
    }

    [Test]
    public void Who_answered_is_left_alone_and_an_objection_reaches_the_sponsor()
    {
        var objected = Draft().Sign(Lina, Roster, Verdict.Oppose, "样本太小", null, null, Opened);

        Assert.That(SigningSteps.Due(objected, Roster, _ => Team(), At("2026-10-14T16:00")).Select(d => d.Receiver.Id), Is.EqualTo(new[] { "wang" }));
        Assert.That(SigningSteps.Next(Draft().Sign(Lina, Roster, Verdict.Vouch, null, null, null, Opened), Roster, _ => Team(), Opened), Is.Null);
    }

    private static Goal Draft() => Goal.Draft("G-1", new GoalTerms("把 NPS 做上去", 40, 50, "分", null, "客服系统", new DateOnly(2026, 12, 31), "问卷", ["sales"]), Wang, Opened);

    private static Goal Nudged(int hours, string department = "sales") => Draft() with { Nudges = [new SigningNudge(department, "lina", hours, Opened)] };

    private static WorkSchedule Team() => new(China, WorkingHours.Usual, Shanghai, []);

    private static DateTimeOffset At(string local) => new DateTimeOffset(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8)).ToUniversalTime();
}
