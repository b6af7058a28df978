using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Features.Goals;

namespace CollabBot.Tests.Features.Goals;

public sealed class GoalLintTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 9, 2, 0, 0, TimeSpan.Zero);
    private static readonly Person Wang = new() { Id = "wang", Name = "王总", Roles = [Role.Sponsor] };
    private static readonly DraftGoal Whole = new(new Rest("把 NPS 做上去"), new FromTo(40, 50, "分"), null, "季度末问卷", "客服系统", new Due(new DateOnly(2026, 12, 31)));

    [Test]
    public void A_wish_lacks_everything_but_its_sentence() =>
        Assert.That(GoalLint.Missing(new DraftGoal(new Rest("提高用户满意度"))), Is.EqualTo(new[] { GoalGap.Number, GoalGap.Unit, GoalGap.Definition, GoalGap.Source, GoalGap.Due }));

    [Test]
    public void A_goal_lacks_nothing() => Assert.That(GoalLint.Missing(Whole), Is.Empty);

    [TestCase("分", null, TestName = "The_unit_may_stand_behind_the_number")]
    [TestCase(null, "分", TestName = "The_unit_may_be_said_by_itself")]
    public void The_unit_is_found(string? behind, string? alone) => Assert.That(GoalLint.Missing(Whole with { Range = new FromTo(40, 50, behind), Unit = alone }), Is.Empty);

    [Test]
    public void The_first_of_a_cycle_is_the_companys_and_the_next_ones_carry_it()
    {
        Assert.That(GoalLint.Place(null, "2026Q4", []), Is.EqualTo(GoalRank.Company));
        Assert.That(GoalLint.Place(null, "2026Q4", [Of("G-1", GoalRank.Company)]), Is.EqualTo(GoalRank.Supporting));
        Assert.That(GoalLint.Place(null, "2027Q1", [Of("G-1", GoalRank.Company)]), Is.EqualTo(GoalRank.Company));
    }

    [Test]
    public void One_company_goal_and_three_supporting_ones_fill_a_cycle()
    {
        Goal[] full = [Of("G-1", GoalRank.Company), Of("G-2", GoalRank.Supporting), Of("G-3", GoalRank.Supporting), Of("G-4", GoalRank.Supporting)];

        Assert.That(Refusal(() => GoalLint.Place(GoalRank.Company, "2026Q4", full)), Is.EqualTo("goals.second-company"));
        Assert.That(Refusal(() => GoalLint.Place(GoalRank.Supporting, "2026Q4", full)), Is.EqualTo("goals.too-many"));
        Assert.That(GoalLint.Place(GoalRank.Supporting, "2026Q4", [.. full.Take(3), full[3] with { State = GoalState.Dropped }]), Is.EqualTo(GoalRank.Supporting));
    }

    [Test]
    public void A_goal_from_before_there_were_ranks_is_the_companys() =>
        Assert.That(Refusal(() => GoalLint.Place(GoalRank.Company, "2026Q4", [Of("G-1", null)])), Is.EqualTo("goals.second-company"));

    [TestCase("2026q4", "2026Q4")]
    [TestCase("2026 年 H2", "2026H2")]
    [TestCase("2026", "2026")]
    [TestCase("2026Q5", null)]
    [TestCase("下季度", null)]
    public void A_cycle_is_a_quarter_half_a_year_or_a_year(string typed, string? cycle) => Assert.That(Cycles.Read(typed), Is.EqualTo(cycle));

    [Test]
    public void Without_a_word_about_it_the_due_day_decides_the_cycle() => Assert.That(Cycles.Of(new DateOnly(2026, 12, 31)), Is.EqualTo("2026Q4"));

    private static Goal Of(string id, GoalRank? rank) =>
        Goal.Draft(id, new GoalTerms("把 NPS 做上去", 40, 50, "分", null, "客服系统", new DateOnly(2026, 12, 31), "问卷", ["sales"]) { Rank = rank }, Wang, Now);

    private static string Refusal(Action act) => Assert.Throws<RuleException>(act)!.Phrase.Key;
}
