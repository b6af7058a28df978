using CollabBot.Features.Goals;
using CollabBot.Features.SyncDay;

namespace CollabBot.Tests.Features.SyncDay;

internal sealed class LinesTests
{
    [TestCase("- 法务看合同\n\n* 借两个测试;法务看合同", new[] { "法务看合同", "借两个测试" })]
    [TestCase("a;b;c", new[] { "a", "b", "c" })]
    [TestCase(null, new string[0])]
    [TestCase(" \n - \n", new string[0])]
    public void Each_line_is_one_request(string? text, string[] lines) => Assert.That(AskDesk.Lines(text), Is.EqualTo(lines));

    [TestCase("一行\n 两行", "一行 两行")]
    [TestCase("短", "短")]
    public void A_line_has_no_breaks(string text, string line) => Assert.That(Short.Line(text), Is.EqualTo(line));

    [Test]
    public void A_cut_never_tears_an_emoji() => Assert.That(Short.Line("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 2), Is.EqualTo("👨‍👩‍👧👨‍👩‍👧…"));

    [TestCase(40, "2026-10-01", "2026-11-15", true, Description = "half the time, nothing moved")]
    [TestCase(45, "2026-10-01", "2026-11-15", false)]
    [TestCase(44.5, "2026-10-01", "2026-11-15", false, Description = "within the slack")]
    [TestCase(49, "2026-10-01", "2027-01-01", true, Description = "over and not reached")]
    [TestCase(50, "2026-10-01", "2027-01-01", false)]
    public void A_goal_is_behind_when_a_tenth_of_the_way_is_missing(decimal current, string from, string today, bool behind)
    {
        var terms = new GoalTerms("NPS", 40, 50, null, null, "客服系统", new DateOnly(2026, 12, 31), null, ["product"]);

        Assert.That(Pace.IsBehind(terms, current, Day(from), Day(today)), Is.EqualTo(behind));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
