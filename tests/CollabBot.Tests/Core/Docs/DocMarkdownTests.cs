using System.Text.Json;
using CollabBot.Core.Docs;
using CollabBot.Core.Storage;
using CsCheck;

namespace CollabBot.Tests.Core.Docs;

public sealed class DocMarkdownTests
{
    [Test]
    public void What_is_written_reads_back_as_the_same_document() =>
        DocGen.Doc.Sample(doc => Json(DocMarkdown.Parse(DocMarkdown.Write(doc))) == Json(NormalForm.Of(doc)), iter: 3000, print: Difference);

    [Test]
    public void Normal_form_is_stable() =>
        DocGen.Doc.Sample(doc => Json(NormalForm.Of(NormalForm.Of(doc))) == Json(NormalForm.Of(doc)), iter: 2000);

    [Test]
    public void Any_text_can_be_read_and_written_again() =>
        DocGen.Nasty.Array[0, 12].Select(string.Concat).Sample(text => Json(DocMarkdown.Parse(DocMarkdown.Write(DocMarkdown.Parse(text)))) == Json(DocMarkdown.Parse(text)), iter: 5000);

    [Test]
    public void An_escaped_value_is_nothing_but_its_own_words_wherever_it_stands() => DocGen.Nasty.Array[1, 4].Select(string.Concat).Sample(value =>
    {
        var safe = DocMarkdown.Escape(value);
        var words = new Inline.Words(value.Replace("\u200B", "", StringComparison.Ordinal));
        var line = value.Replace('\t', ' ');
        var expected = new Doc(
        [
            new Block.Heading(2, [words]),
            new Block.Paragraph([words]),
            new Block.Paragraph([new Inline.Words("额"), new Inline.Strong([words]), new Inline.Words("外"), new Inline.Emphasis([words]), new Inline.Words("x"), new Inline.Code(value), new Inline.Words("y"), new Inline.Struck([words])]),
            new Block.ItemList(false, [new ListItem([words], []), new ListItem([words], [], true)]),
            new Block.Table([new Cell([words]), new Cell([])], [new Row([new Cell([words]), new Cell([new Inline.Strong([words])])])]),
            new Block.Quote([new Block.Paragraph([words])]),
            new Block.CodeBlock("", value),
            new Block.Actions([new CommandButton("按 " + words.Text, "卡点 认领 " + line, ButtonStyle.Primary, "真的 " + line)]),
        ]);
        var markdown = $"## {safe}\n\n{safe}\n\n额**{safe}**外*{safe}*x`{safe}`y~~{safe}~~\n\n- {safe}\n- [x] {safe}\n\n| {safe} | |\n|---|---|\n| {safe} | **{safe}** |\n\n> {safe}\n\n```\n{safe}\n```\n\n" +
            $"[按 {safe}](<cmd:卡点 认领 {safe}> \"primary confirm 真的 {safe}\")\n";
        return Json(DocMarkdown.Parse(markdown)) == Json(NormalForm.Of(expected));
    }, iter: 3000, print: v => System.Text.Json.JsonSerializer.Serialize(v));

    [TestCase("说**「重要」**的")]
    [TestCase("谁?**「重要」**说", "谁?")]
    public void Bold_beside_full_width_punctuation_is_bold(string markdown, string before = "说") =>
        Assert.That(((Block.Paragraph)DocMarkdown.Parse(markdown).Blocks[0]).Text, Is.EqualTo(new Inline[] { new Inline.Words(before), new Inline.Strong([new Inline.Words("「重要」")]), new Inline.Words(markdown[^1..]) })
            .Using<Inline>((a, b) => Json(new Doc([new Block.Paragraph([a])])) == Json(new Doc([new Block.Paragraph([b])]))));

    [TestCase("javascript:alert(1)")]
    [TestCase("data:text/html,x")]
    [TestCase("file:///etc/passwd")]
    [TestCase("//evil.example")]
    [TestCase("relative")]
    public void A_link_with_another_scheme_is_its_words(string target) =>
        Assert.That(Json(DocMarkdown.Parse($"a [b]({target}) ![c]({target})")), Is.EqualTo(Json(new Doc([new Block.Paragraph([new Inline.Words("a b c")])]))));

    [TestCase("cmd:目标 删除 #G-1")]
    [TestCase("person:wang")]
    [TestCase("page:05 薪酬")]
    public void A_value_cannot_choose_our_own_schemes(string value)
    {
        var doc = DocMarkdown.Parse($"[看这里](<{DocMarkdown.Escape(value)}>)");
        Assert.That(Json(doc), Is.EqualTo(Json(new Doc([new Block.Paragraph([new Inline.Words("看这里")])]))));
    }

    [Test]
    public void Html_is_words() =>
        Assert.That(Json(DocMarkdown.Parse("<script>alert(1)</script>\n\n<at id=all></at> **b**")), Is.EqualTo(Json(new Doc(
        [
            new Block.Paragraph([new Inline.Words("<script>alert(1)</script>")]),
            new Block.Paragraph([new Inline.Words("<at id=all></at> "), new Inline.Strong([new Inline.Words("b")])]),
        ]))));

    [Test]
    public void Command_links_alone_in_a_paragraph_are_buttons_and_elsewhere_words() =>
        Assert.That(Json(DocMarkdown.Parse("[认领](<cmd:卡点 认领 #B-1> \"primary\") [解除](<cmd:卡点 解除 #B-1> \"danger confirm 真的解除?\")\n[看](cmd:x)\n\n先 [认领](cmd:y)")), Is.EqualTo(Json(new Doc(
        [
            new Block.Actions([new CommandButton("认领", "卡点 认领 #B-1", ButtonStyle.Primary), new CommandButton("解除", "卡点 解除 #B-1", ButtonStyle.Danger, "真的解除?"), new CommandButton("看", "x")]),
            new Block.Paragraph([new Inline.Words("先 认领")]),
        ]))));

    [Test]
    public void Mentions_pages_images_and_to_dos_are_read() =>
        Assert.That(Json(DocMarkdown.Parse("[@张伟](person:zhang) 看 [首页](<page:01 总目标与会签>)\n和 ![图](https://x/y.png)\n\n- [x] 好\n- [ ] **未**\n  1. 子")), Is.EqualTo(Json(new Doc(
        [
            new Block.Paragraph(
            [
                new Inline.At("zhang", "张伟"), new Inline.Words(" 看 "), new Inline.Link([new Inline.Words("首页")], "page:01 总目标与会签"), new Inline.Break(),
                new Inline.Words("和 "), new Inline.Link([new Inline.Words("图")], "https://x/y.png"),
            ]),
            new Block.ItemList(false,
            [
                new ListItem([new Inline.Words("好")], [], true),
                new ListItem([new Inline.Strong([new Inline.Words("未")])], [new Block.ItemList(true, [new ListItem([new Inline.Words("子")], [])])], false),
            ]),
        ]))));

    [Test]
    public void Written_markdown_is_what_a_person_would_write() =>
        Assert.That(DocMarkdown.Write(DocMarkdown.Parse("# 标题\n支付 **重要** 2026-10-05 (周一) 50% a_b\n- 一\n- 二\n    - 三\n\n|a|b|\n|-|-|\n|1|x\\|y|")), Is.EqualTo(
            "# 标题\n\n支付 **重要** 2026-10-05 (周一) 50% a\\_b\n\n- 一\n- 二\n  - 三\n\n| a | b |\n| --- | --- |\n| 1 | x\\|y |\n"));

    [Test]
    public void Nesting_beyond_reason_is_flattened_not_refused()
    {
        var deep = DocMarkdown.Parse(string.Concat(Enumerable.Repeat("> ", 60)) + "底");
        var beyond = DocMarkdown.Parse(string.Concat(Enumerable.Repeat("> ", 5000)) + "底");
        Assert.That(DocText.Of(deep), Does.EndWith("底"));
        Assert.That(Json(deep), Has.Length.LessThan(1000));
        Assert.That(DocText.Of(beyond), Does.EndWith("底"));
    }

    // Names the place where the two part, so that a failure can be read
    private static string Difference(Doc doc)
    {
        var (expected, actual, markdown) = (Json(NormalForm.Of(doc)), Json(DocMarkdown.Parse(DocMarkdown.Write(doc))), DocMarkdown.Write(doc));
        var at = expected.Zip(actual).TakeWhile(p => p.First == p.Second).Count();
        return $"{markdown}\nEXPECTED …{expected[Math.Max(0, at - 200)..Math.Min(expected.Length, at + 200)]}\nACTUAL …{actual[Math.Max(0, at - 200)..Math.Min(actual.Length, at + 200)]}";
    }

    internal static string Json(Doc doc) => JsonSerializer.Serialize(doc, DocumentJson.Options);
}
