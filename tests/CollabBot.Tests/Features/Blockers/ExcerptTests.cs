using CollabBot.Features.Blockers;

namespace CollabBot.Tests.Features.Blockers;

public sealed class ExcerptTests
{
    [TestCase("支付", 2, "支付")]
    [TestCase("支付流程", 2, "支付…")]
    [TestCase("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 2, "👨‍👩‍👧‍👦👨‍👩‍👧‍👦…")]
    [TestCase("👨‍👩‍👧‍👦", 1, "👨‍👩‍👧‍👦")]
    [TestCase("", 5, "")]
    public void It_cuts_between_what_people_see_as_characters(string text, int limit, string expected) =>
        Assert.That(Excerpt.Of(text, limit), Is.EqualTo(expected));

    [TestCase("\n\n 第一句 \n第二句", "第一句")]
    [TestCase(" \n ", "")]
    public void The_first_line_is_the_first_that_says_something(string text, string expected) =>
        Assert.That(Excerpt.FirstLine(text, 60), Is.EqualTo(expected));
}
