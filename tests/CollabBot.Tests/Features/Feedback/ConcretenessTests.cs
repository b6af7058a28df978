using CollabBot.Core.People;
using CollabBot.Core.Text;
using CollabBot.Features.Feedback;

namespace CollabBot.Tests.Features.Feedback;

internal sealed class ConcretenessTests
{
    private static readonly Roster Roster = new([new Person { Id = "z", Name = "张伟" }], [new Department { Id = "p", Name = "市场部", Aliases = ["marketing"] }]);
    private static readonly Concreteness Concreteness = new(Phrasebook.Load(new TemplateFiles([typeof(GiveFeedback).Assembly], null)));

    [TestCase("周三评审时,需求改了三次没通知客服;希望改动当天在群里说一声")]
    [TestCase("10-20 上线那天张伟没来,下次请提前一天说")]
    [TestCase("In Wednesday's review support was not told; please say so in the group")]
    public void Occasion_people_and_a_wish_lack_nothing(string text) => Assert.That(Concreteness.Missing(text, Roster), Is.Empty);

    [TestCase("态度不好", new[] { FeedbackPart.When, FeedbackPart.Whom, FeedbackPart.What })]
    [TestCase("希望对市场部多一点耐心", new[] { FeedbackPart.When })]
    [TestCase("昨天的会开得太长", new[] { FeedbackPart.Whom, FeedbackPart.What })]
    [TestCase("you are always late", new[] { FeedbackPart.When, FeedbackPart.Whom, FeedbackPart.What })]
    public void What_is_missing_is_named(string text, FeedbackPart[] missing) => Assert.That(Concreteness.Missing(text, Roster), Is.EqualTo(missing));

    [Test]
    public void An_english_sign_inside_another_word_is_none() =>
        Assert.That(Concreteness.Missing("the plaster was used", Roster), Does.Contain(FeedbackPart.When).And.Contain(FeedbackPart.Whom));
}
