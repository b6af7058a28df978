using CollabBot.Core.Commands;
using CsCheck;

namespace CollabBot.Tests.Core.Commands;

/// <summary>Labels without a sign: 级别 P0, source Help desk.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class BareLabelTests
{
    [TestCase("卡点 支付坏了 级别 P0 影响 200万 截止 周五 责任 张伟")]
    [TestCase("卡点 级别 P0 责任人 张伟 影响 200万 截止 周五 支付坏了")]
    [TestCase("卡点 支付坏了 责任 @张伟 级别 紧急 截止 11-27 影响 200万")]
    [TestCase("卡点 内容 支付坏了 责任 张伟 级别 P0 截止 周五前 影响 ¥2,000,000")]
    public void A_label_in_front_of_its_value_is_no_text(string line) =>
        Assert.That(Trial.Bind<OpenTrial>(line), Is.EqualTo(new OpenTrial(
            new Rest("支付坏了"), new Assignee(Trial.Roster.Person("p-zhang"), null), new Due(new DateOnly(2026, 11, 27)), Level.P0, new Money(2_000_000))));

    [TestCase("blocker transfer #B-1 to 陈峰 gateway problem")]
    [TestCase("blocker transfer #B-1 to @陈峰 gateway problem")]
    [TestCase("blocker transfer #B-1 gateway problem to 陈峰")]
    public void A_person_behind_a_label_needs_no_sign(string line)
    {
        var transfer = Trial.Bind<TransferTrial>(line);
        Assert.That((transfer.To.Person?.Id, transfer.Reason?.Text), Is.EqualTo(("p-chen", "gateway problem")));
    }

    [TestCase("goal draft raise NPS from 40 to 50 source Help desk metric Net promoter score by 12/31", "Help desk", "Net promoter score")]
    [TestCase("goal draft raise NPS from 40 to 50 metric NPS source Help desk by 12/31", "Help desk", "NPS")]
    [TestCase("目标 raise NPS 从40到50 来源 客服 系统 指标 净推荐 值 12-31", "客服 系统", "净推荐 值")]
    public void A_value_of_several_words_stands_between_arguments(string line, string source, string metric)
    {
        var drafted = Trial.Bind<DraftTrial>(line);
        Assert.That((drafted.Statement.Text, drafted.Source, drafted.Metric), Is.EqualTo(("raise NPS", source, metric)));
    }

    [TestCase("卡点 客户问 级别 P0 怎么定义", "客户问 级别 怎么定义")]
    [TestCase("卡点 完不成 目标 #G-1", "完不成 目标")]
    [TestCase("卡点 财务说 影响 很大", "财务说 影响 很大")]
    [TestCase("卡点 责任 不清楚", "责任 不清楚")]
    [TestCase("卡点 没人认这个 责任 @张伟", "没人认这个 责任")]
    [TestCase("卡点 影响 200万用户", "影响 200万用户")]
    [TestCase("卡点 「级别」 没定 P0", "「级别」 没定")]
    public void A_label_word_among_others_stays_a_word(string line, string text) => Assert.That(Trial.Bind<OpenTrial>(line).Text.Text, Is.EqualTo(text));

    [TestCase("goal draft raise NPS from 40 to 50 source of truth is old by 12/31", "raise NPS source of truth is old")]
    [TestCase("目标 理清数据 从40到50 来源 的说法 12-31", "理清数据 来源 的说法")]
    [TestCase("goal draft happy about the source Zendesk from 40 to 50 by 12/31", "happy about the source Zendesk")]
    public void A_label_word_that_leans_on_its_neighbour_stays_a_word(string line, string statement)
    {
        var asked = Trial.Read(line) as ReadResult.Incomplete;
        Assert.That(asked?.Form.Fields.Select(f => (f.Name, f.Value)), Is.SupersetOf(new[] { ("statement", statement), ("source", (string?)null) }));
    }

    [Test]
    public void No_word_of_a_sentence_is_lost_to_a_label_inside_it()
    {
        string[] words = ["来源", "指标", "数据", "混乱", "不明", "口径", "source", "metric", "is", "the", "客服系统", "definition", "unclear"];
        Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[1, 8].Sample(
            inner =>
            {
                var sentence = $"先 {string.Join(' ', inner)} 完 了";
                var asked = (ReadResult.Incomplete)Trial.Read("目标 起草 " + sentence);
                return asked.Form.Fields.Single(f => f.Name == "statement").Value == sentence;
            },
            iter: 2000);
    }
}
