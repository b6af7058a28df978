using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Time;
using CollabBot.Features.Blockers;

namespace CollabBot.Tests.Features.Blockers;

/// <summary>Who hears of a blocker that waits, bangs, holds and hand-overs; as pure functions.</summary>
public sealed class LadderRules
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 1, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 23);
    private static readonly WorkSchedule Schedule = new(WorkCalendar.China(), WorkingHours.Usual, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), []);
    private static readonly Person Lina = new() { Id = "lina", Name = "李娜", DepartmentId = "sales" };
    private static readonly Person Zhang = new() { Id = "zhang", Name = "张伟", DepartmentId = "product" };
    private static readonly Person Lin = new() { Id = "lin", Name = "小林", DepartmentId = "product" };
    private static readonly Person Chen = new() { Id = "chen", Name = "陈峰", DepartmentId = "dev" };
    private static readonly Department Sales = new() { Id = "sales", Name = "销售部", HeadId = "lina" };
    private static readonly Department Product = new() { Id = "product", Name = "产品部", HeadId = "zhang", DeputyId = "lin" };
    private static readonly Department Dev = new() { Id = "dev", Name = "研发部", HeadId = "chen" };
    private static readonly Roster Roster = new([Lina, Zhang, Lin, Chen], [Sales, Product, Dev]);

    [Test]
    public void A_member_is_led_by_the_head_and_the_head_by_the_deputy()
    {
        Assert.That(For(Lin).Lead(Roster), Is.EqualTo(Zhang));
        Assert.That(For(Zhang).Lead(Roster), Is.EqualTo(Lin));
    }

    [Test]
    public void Where_nobody_leads_the_rung_is_left_out() =>
        Assert.That(For(Chen).Climb(Roster, Now).Climb(Roster, Now).Rung, Is.EqualTo(LadderRung.Heads));

    [Test]
    public void The_heads_of_both_sides_are_called() =>
        Assert.That(For(Chen).Heads(Roster), Is.EqualTo(new[] { Lina, Chen }));

    [Test]
    public void One_hand_over_is_a_mistake_and_two_go_to_the_heads_of_everybody_it_passed()
    {
        var once = For(Lin).Transfer(Lin, Roster, new Assignee(null, Dev), null, Now);
        var twice = once.Transfer(Chen, Roster, new Assignee(Zhang, null), null, Now);

        Assert.That(once.Rung, Is.EqualTo(LadderRung.None));
        Assert.That((twice.Rung, twice.HeadsReason), Is.EqualTo((LadderRung.Heads, HeadsReason.PassedOn)));
        Assert.That(twice.Heads(Roster), Is.EquivalentTo(new[] { Lina, Zhang, Chen }));
        Assert.That(twice.IsOverdue(Today), Is.False, "the new owner is not late");
    }

    [Test]
    public void Only_who_is_stuck_bangs_and_only_once()
    {
        var banged = For(Lin).BangTable(Lina, Roster, "等不了", Now);

        Assert.That((banged.Rung, banged.Bang?.ById, banged.Bang?.Reason), Is.EqualTo((LadderRung.Heads, "lina", "等不了")));
        Assert.That(Refusal(() => For(Lin).BangTable(Chen, Roster, "我也急", Now)), Is.EqualTo("blockers.bang-not-yours"));
        Assert.That(Refusal(() => banged.BangTable(Lina, Roster, "再来", Now)), Is.EqualTo("blockers.bang-twice"));
        Assert.That(For(Lin).PlusOne(Chen, Now).BangTable(Chen, Roster, "我也急", Now).Bang?.ById, Is.EqualTo("chen"));
    }

    [Test]
    public void A_bang_makes_nothing_late_and_excuses_nothing()
    {
        Assert.That(For(Lin).BangTable(Lina, Roster, "等不了", Now).IsOverdue(Today), Is.False);
        Assert.That(For(Lin).Climb(Roster, Now).BangTable(Lina, Roster, "等不了", Now).IsOverdue(Today), Is.True);
    }

    [Test]
    public void A_bang_ends_a_hold_and_leads_to_the_agenda_if_nobody_moves()
    {
        var banged = Held(For(Lin), 26).BangTable(Lina, Roster, "等不了", Now.AddHours(1));

        Assert.That(banged.HeldUntil, Is.Null);
        Assert.That(banged.NextClimb(Schedule), Is.EqualTo(Schedule.Add(Now.AddHours(1), TimeSpan.FromHours(4))));
        Assert.That(banged.Climb(Roster, Now.AddHours(6)).Rung, Is.EqualTo(LadderRung.Agenda));
    }

    [Test]
    public void A_hold_stops_the_clock_until_its_day()
    {
        var held = Held(For(Lin), 26);

        Assert.That(held.NextClimb(Schedule), Is.EqualTo(Schedule.OpenOn(new DateOnly(2026, 11, 26))));
        Assert.That(held.Wake(Schedule.OpenOn(new DateOnly(2026, 11, 26))).NextClimb(Schedule), Is.EqualTo(Schedule.Add(Schedule.OpenOn(new DateOnly(2026, 11, 26)), TimeSpan.FromHours(4))));
        Assert.That((held with { Due = new DateOnly(2026, 11, 20) }).IsOverdue(Today), Is.False);
    }

    [Test]
    public void Whoever_goes_on_earlier_does_not_keep_the_rest_of_the_hold()
    {
        var resumed = Held(For(Lin), 26).Resume(Lina, Roster, Now.AddHours(1));

        Assert.That(resumed.NextClimb(Schedule), Is.EqualTo(Schedule.Add(Now, TimeSpan.FromHours(5))));
    }

    [Test]
    public void Two_holds_are_all_there_is()
    {
        var twice = Held(Held(For(Lin), 26).Resume(Lin, Roster, Now), 27).Resume(Lin, Roster, Now);

        Assert.That(Refusal(() => Held(twice, 28)), Is.EqualTo("blockers.hold-twice"));
    }

    [TestCase(23)]
    [TestCase(20)]
    public void A_hold_ends_after_today(int day) => Assert.That(Refusal(() => Held(For(Lin), day)), Is.EqualTo("blockers.hold-day"));

    [Test]
    public void A_day_that_passes_on_hold_is_no_deadline_any_more()
    {
        var held = Held(For(Lin) with { Due = new DateOnly(2026, 11, 24) }, 26).Claim(Lin, Roster, null, Schedule.OpenOn(new DateOnly(2026, 11, 26)));

        Assert.That(held.ResolveBy(Schedule), Is.EqualTo(Schedule.OpenOn(new DateOnly(2026, 11, 26))));
    }

    private static Blocker For(Person owner) => Blocker.Open("B-1", "支付", Lina, new Assignee(owner, null), Now);

    private static Blocker Held(Blocker blocker, int day)
    {
        var until = new DateOnly(2026, 11, day);
        return blocker.Hold(Lin, Roster, until, Schedule.OpenOn(until), "等发货", Today, Now);
    }

    private static string Refusal(Action act) => Assert.Throws<RuleException>(act)!.Phrase.Key;
}
