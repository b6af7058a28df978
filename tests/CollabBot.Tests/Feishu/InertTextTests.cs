using System.Text.RegularExpressions;
using CollabBot.Core.Docs;
using CollabBot.Feishu.Outbound;
using CsCheck;

namespace CollabBot.Tests.Feishu;

public sealed partial class InertTextTests
{
    private static readonly Dictionary<string, string> Users = new() { ["zhang"] = "ou_2222", ["all"] = "all", ["odd"] = "ou_1></at><at id=all" };

    [TestCase("**粗**", "&#42;&#42;粗&#42;&#42;")]
    [TestCase("<at id=all></at>", "&#60;at id=all&#62;&#60;/at&#62;")]
    [TestCase("[点我](https://evil.example)", "&#91;点我&#93;(https&#58;//evil.example)")]
    [TestCase("&#60;at id=all&#62;", "&#38;#60;at id=all&#38;#62;")]
    [TestCase("# 标题", "&#35; 标题")]
    [TestCase("#B-1 支付 #2", "&#35;B-1 支付 #2")]
    [TestCase("- 项", "&#45; 项")]
    [TestCase("1. 项", "1&#46; 项")]
    [TestCase("a - b 1. c", "a - b 1. c")]
    [TestCase("---", "&#45;--")]
    [TestCase("    代码", "&nbsp;&nbsp;&nbsp;&nbsp;代码")]
    [TestCase("x\n> 引用", "x\n&#62; 引用")]
    [TestCase("好\n===", "好\n&#61;==")]
    [TestCase(":OK: 10:30", "&#58;OK: 10:30")]
    [TestCase("{{ scriban }} `x` $a$ ~~b~~ a|b a\\b", "{{ scriban }} &#96;x&#96; &#36;a&#36; &#126;&#126;b&#126;&#126; a&#124;b a&#92;b")]
    public void Words_stay_words_in_markdown(string words, string written) => Assert.That(Markdown(new Inline.Words(words)), Is.EqualTo(written));

    [Test]
    public void Whatever_people_write_no_markup_is_left() => Gen.String[Gen.Char["<>*_~`[]()#$|\\&:;-+=.!@ \n\t19azA中/"], 0, 40].Sample(text =>
    {
        var written = Markdown(new Inline.Words(text));
        return !Markup().IsMatch(Entities().Replace(written, "中"));
    });

    [Test]
    public void A_known_person_is_mentioned_and_an_unknown_one_named()
    {
        Assert.That(Markdown(new Inline.At("zhang", "张伟"), new Inline.Words(" 和 "), new Inline.At("x", "小*林")), Is.EqualTo("<at id=ou_2222></at> 和 @小&#42;林"));
        Assert.That(Markdown(new Inline.At("all", "王"), new Inline.At("odd", "李")), Is.EqualTo("@王@李"));
    }

    [TestCase("https://x.y/a(b)?c=1&d=[2];e", "[页](https://x.y/a%28b%29?c=1&d=%5B2%5D%3Be)")]
    [TestCase("page:01 总目标", "页")]
    [TestCase("javascript:alert(1)", "页")]
    [TestCase("lark://x", "页")]
    public void Only_web_addresses_become_links(string target, string written) => Assert.That(Markdown(new Inline.Link([new Inline.Words("页")], target)), Is.EqualTo(written));

    [Test]
    public void Markers_keep_a_gap_where_punctuation_would_undo_them() =>
        Assert.That(Markdown(new Inline.Words("卡点"), new Inline.Strong([new Inline.Words("(急)")]), new Inline.Words("来")), Is.EqualTo("卡点 **(急)** 来"));

    [Test]
    public void Code_that_could_end_itself_is_written_as_words() =>
        Assert.That(Markdown(new Inline.Code("a`b"), new Inline.Words(" "), new Inline.Code("x = 1")), Is.EqualTo("a&#96;b `x = 1`"));

    [TestCase("<at user_id=\"all\"></at>", "<\u200bat user_id=\"all\"><\u200b/at>")]
    [TestCase("**x** [a](b)", "*\u200b*x*\u200b* [a]\u200b(b)")]
    [TestCase("3 < 5 * 2", "3 < 5 * 2")]
    public void Words_stay_words_in_a_text_message(string words, string written) => Assert.That(PlainText.Message([new Inline.Words(words)], Users), Is.EqualTo(written));

    [Test]
    public void A_text_message_mentions_so_that_it_notifies() =>
        Assert.That(PlainText.Message([new Inline.At("zhang", "张<b>伟"), new Inline.Words(" 请看")], Users), Is.EqualTo("<at user_id=\"ou_2222\">张<\u200bb>伟</at> 请看"));

    [Test]
    public void Clipping_never_leaves_half_a_character() => Assert.That(PlainText.Clip("ab😀cd", 4), Is.EqualTo("ab…"));

    private static string Markdown(params Inline[] text) => FeishuMarkdown.Of(text, Users);

    // What would be read as markup: tags, emphasis, code, links, maths, tables, and at the start of a line heads, lists, quotes, rules
    [GeneratedRegex(@"[<>*_~`\[\]$|\\]|:(?=[A-Za-z/])|^[#\-+=]|^\d+[.)]|^ ", RegexOptions.Multiline)]
    private static partial Regex Markup();

    [GeneratedRegex("&#[0-9]+;|&nbsp;")]
    private static partial Regex Entities();
}
