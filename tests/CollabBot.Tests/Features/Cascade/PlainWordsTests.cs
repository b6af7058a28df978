using CollabBot.Core.Chat;
using CollabBot.Core.Text;
using CollabBot.Features.Cascade;

namespace CollabBot.Tests.Features.Cascade;

/// <summary>黑话检测, with the word lists that are delivered.</summary>
public sealed class PlainWordsTests
{
    private static readonly PlainWords Words = new(Phrasebook.Load(new TemplateFiles([typeof(Translation).Assembly], null)));

    [TestCase("客服：首响超过 2 分钟，NPS 大约掉 0.3")]
    [TestCase("每个线上支付 BUG 约等于 15 个差评，发版前跑一遍回归")]
    [TestCase("展厅是客户第一印象，周三客户日前擦完")]
    [TestCase("support: answer within 2 minutes")]
    public void A_sentence_that_says_who_does_what_has_no_flags(string sentence) => Assert.That(Words.Check(sentence).Any, Is.False);

    [TestCase("赋能一线，打造服务闭环", "赋能", "闭环")]
    [TestCase("We leverage synergies to help", "leverage", "synergies")]
    public void Buzzwords_are_named(string sentence, params string[] found) => Assert.That(Words.Check(sentence).Jargon, Is.EqualTo(found));

    [Test]
    public void A_buzzword_inside_another_word_is_none() => Assert.That(Words.Check("use the malignment list").Jargon, Is.Empty);

    [Test]
    public void More_than_a_breath_is_too_long()
    {
        Assert.That(Words.Check(new string('做', 40)).TooLong, Is.Zero);
        Assert.That(Words.Check(new string('做', 41)).TooLong, Is.EqualTo(41));
        Assert.That(Words.Check(string.Join(' ', Enumerable.Repeat("answer", 40))).TooLong, Is.Zero, "a word is one");
    }

    [Test]
    public void A_sentence_in_which_nobody_does_anything_says_so() => Assert.That(Words.Check("客户第一").NoAction, Is.True);

    [Test]
    public void Copied_lines_are_counted()
    {
        RoleLine[] lines = [new("客服", "两分钟内先回一句客户"), new("销售", "两分钟内先回一句客户。"), new("研发", "发版前跑一遍支付")];

        Assert.That(PlainWords.Copies(lines), Is.EqualTo(2));
        Assert.That(PlainWords.Copies([lines[0], lines[2]]), Is.Zero);
    }

    [Test]
    public void Lines_are_read_as_people_write_them() =>
        Assert.That(RoleLines.Parse("- 客服：两分钟内先回一句\n\n研发: 发版前跑一遍：支付"), Is.EqualTo(new[] { new RoleLine("客服", "两分钟内先回一句"), new RoleLine("研发", "发版前跑一遍：支付") }));

    [TestCase("两分钟内先回一句", "cascade.line-without-role")]
    [TestCase("客服：", "cascade.line-without-role")]
    [TestCase("客服：快\n客服：慢", "cascade.role-twice")]
    [TestCase(" \n ", "cascade.lines-count")]
    public void What_is_no_line_is_refused_with_a_way_out(string text, string key) => Assert.That(Assert.Throws<RuleException>(() => RoleLines.Parse(text))!.Phrase.Key, Is.EqualTo(key));

    [Test]
    public void A_few_people_are_never_the_difference_between_the_whole_and_what_is_shown()
    {
        var many = new CoverageRow("sales", true, false, 10, 9, 5, 1, 2, 0);
        var one = new CoverageRow("rd", true, false, 1, 1, 0, 1, 1, 4);

        Assert.That(CoverageCard.Sum([many, one]), Is.EqualTo(many with { DepartmentId = "", Told = 4 }));
        Assert.That(CoverageCard.Sum([many, one, one with { DepartmentId = "hr", Members = 2 }]).Members, Is.EqualTo(13));
    }
}
