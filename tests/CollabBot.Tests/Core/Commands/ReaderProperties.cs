using System.Diagnostics;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CsCheck;

namespace CollabBot.Tests.Core.Commands;

[Parallelizable(ParallelScope.All)]
internal sealed class ReaderProperties
{
    private static readonly string[] Scraps =
    [
        "卡点", "认领", "blocker", "目标", "#", "#B-1", "B-1", "@", "@张伟", "@Ann Lee", "@_user_1", "@协同助手", "周五前", "10-20", "3天内", "by friday", "P0", "200万", "¥3,000", "从", "到",
        "40", "→", "->", "数据源:", "指标=", ":", "=", ",", ",", "。", "「", "」", "“", "”", "\"", "‘", "/", "／", " ", "\u3000", "\n", "\t", "\0", "\u200b", "\u202e", "\ufeff", "\ufffb",
        "\ufffc", "😀", "👨‍👩‍👧", "\ud83d", "İ", "ß", "{{ x }}", "<at id=all></at>", "<b>", "[a](b)", "99999999999999999999", "999,999,999,999,999,999万亿", "99周内", "999天内", "۳", "Ａ", "１２",
    ];

    private static readonly Gen<string> Lines = Gen.OneOf(
        Any(Scraps).Array[0, 20].Select(string.Concat),
        Any(Scraps).Array[0, 20].Select(s => string.Join(' ', s)),
        Gen.String,
        Gen.Char.Array[0, 60].Select(c => new string(c)));

    private static Gen<string> Any(params string[] words) => Gen.Int[0, words.Length - 1].Select(i => words[i]);

    [Test]
    public void Nothing_a_person_writes_makes_the_reader_throw() =>
        Gen.Select(Lines, Gen.Bool, Gen.Bool, Gen.Bool).Sample(
            (text, direct, addressed, bare) =>
                Trial.Read(text, r => r with { IsDirect = direct, Addressed = addressed, BareNames = bare, Mentions = [Trial.At("@_user_1", "ou_p-zhang", "张伟"), new Mention("@", null, "", false)] }) is not null,
            iter: 4000);

    [Test]
    public void Nothing_in_a_form_makes_the_reader_throw() =>
        Gen.Select(Any("卡点", "目标 起草", "登记", "反馈", "卡点 转给", "目标 进展"), Lines, Lines).Sample(
            (line, one, two) => Trial.Read(line, r => r with
            {
                Fields = Trial.Catalog.All.SelectMany(c => c.Parameters).Select((p, i) => (p.Name, Value: i % 2 == 0 ? one : two)).DistinctBy(f => f.Name).ToDictionary(f => f.Name, f => f.Value),
            }) is not ReadResult.NotForUs,
            iter: 1000);

    [Test]
    public void The_order_of_the_words_changes_nothing()
    {
        string[] arguments = ["@产品部", "周五前", "P0", "#G-1", "¥3,000", "支付流程BUG不改,真的"];
        var expected = Trial.Bind<OpenTrial>("卡点 " + string.Join(' ', arguments));
        Gen.Shuffle(arguments).Sample(shuffled => Trial.Bind<OpenTrial>("卡点 " + string.Join(' ', shuffled)) == expected, iter: 720);
    }

    [Test]
    public void The_order_of_labels_changes_nothing()
    {
        string[] arguments = ["数据源:客服系统", "指标=NPS", "40→50分", "年底前", "截止:12-31", "提升NPS"];
        var expected = new DraftTrial(new Rest("提升NPS"), new FromTo(40, 50, "分"), "客服系统", new DateOnly(2026, 12, 31), "NPS");
        Gen.Shuffle(arguments).Sample(shuffled => (Trial.Bind<DraftTrial>("目标 起草 " + string.Join(' ', shuffled)) with { Statement = expected.Statement }) == expected, iter: 720);
    }

    /// <summary>Feedback takes text, a mention and two words; whatever is none of them must come out as it went in.</summary>
    [Test]
    public void Text_comes_out_as_it_went_in()
    {
        string[] inert = ["{{ 1 + 1 }}", "<at id=all></at>", "<script>alert(1)</script>", "\u202eabc\u202c", "[点我](http://x)", "**粗**", "a\u200bb", "😀👨‍👩‍👧", "$(rm)", "甲，全角，乙", "!danger", "| a | b |", "行一\n行二"];
        Any(inert).Array[1, 6].Select(parts => string.Join(' ', parts)).Sample(
            text => Trial.Bind<FeedbackTrial>("反馈 " + text + "\u3000@张伟").Text.Text == text,
            iter: 1000);
    }

    [Test]
    public void Thirty_kilobytes_are_read_in_no_time([Values("支付坏了 ", "@", "@张伟 ", "#B-1 ", "1,111,", "周五 ", "\"", "「", "10-20 ", "200万 ", "40→", "a", " ", "\u200b", "数据源:", "/", "@协同助手 ")] string scrap)
    {
        var text = "目标 起草 " + string.Concat(Enumerable.Repeat(scrap, 30_000 / scrap.Length));
        Trial.Read("卡点 热身");
        var watch = Stopwatch.StartNew();
        Trial.Read(text);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(3)));
    }

    [Test]
    public void A_long_text_is_kept_whole()
    {
        var text = string.Concat(Enumerable.Repeat("支付 坏了,周五 前端 也坏了。", 1500)).TrimEnd();
        Assert.That(Trial.Bind<FeedbackTrial>("反馈 @张伟 " + text).Text.Text, Is.EqualTo(text));
    }

    [Test]
    public void A_mention_in_the_text_reads_as_a_name()
    {
        var feedback = Trial.Bind<FeedbackTrial>("反馈 @_user_1 你和@_user_2都很稳", r => r with { Mentions = [Trial.At("@_user_1", "ou_p-zhang", "张伟"), Trial.At("@_user_2", "ou_new", "新同事")] });
        Assert.That((feedback.To?.Person.Id, feedback.Text.Text), Is.EqualTo(("p-zhang", "你和@新同事都很稳")));
    }
}
