using System.Text.RegularExpressions;
using CollabBot.Core.Docs;
using CsCheck;

namespace CollabBot.Tests.Core.Docs;

public sealed partial class CardAndOutputTests
{
    [TestCase("!good\n# 已解除", Tone.Good)]
    [TestCase("\n  !warning \r\n# 已解除\n", Tone.Warning)]
    [TestCase("!danger\n\n# 已解除", Tone.Danger)]
    [TestCase("# 已解除", Tone.Neutral)]
    public void The_first_line_is_the_tone_and_the_first_heading_the_title(string markdown, Tone tone)
    {
        var card = MarkdownCard.Read(markdown + "\n\n谢谢");
        Assert.That(card.Title, Is.EqualTo("已解除"));
        Assert.That(card.Tone, Is.EqualTo(tone));
        Assert.That(DocText.Of(card.Body), Is.EqualTo("谢谢"));
    }

    [Test]
    public void A_value_cannot_set_the_tone_or_the_title()
    {
        var card = MarkdownCard.Read(DocMarkdown.Escape("!danger\n# 假标题"));
        Assert.That(card.Tone, Is.EqualTo(Tone.Neutral));
        Assert.That(card.Title, Is.Null);
    }

    [Test]
    public void Prints_are_equal_for_equal_content_only()
    {
        Block one = new Block.Paragraph([new Inline.Words("a"), new Inline.Words("b")]);
        Block same = new Block.Paragraph([new Inline.Words("ab")]);
        Block other = new Block.Paragraph([new Inline.Strong([new Inline.Words("ab")])]);
        Assert.That(BlockPrint.Of(one), Is.EqualTo(BlockPrint.Of(same)).And.Length.EqualTo(32));
        Assert.That(BlockPrint.Of(one), Is.Not.EqualTo(BlockPrint.Of(other)));
        Assert.That(BlockPrint.Of(new Block.Paragraph([])), Is.Not.EqualTo(BlockPrint.Of(one)));
    }

    [Test]
    public void A_print_never_changes_between_versions() =>
        Assert.That(BlockPrint.Of(new Block.Heading(1, [new Inline.Words("目标"), new Inline.At("p1", "王总")])), Is.EqualTo("bb8fc631eab93658351741e89524c0e2"));

    [Test]
    public void Html_holds_only_our_own_tags() => DocGen.Doc.Sample(doc =>
    {
        var html = DocHtml.Doc(doc, new DocHtmlOptions(Buttons: true, PageUrl: p => "/wiki/" + Uri.EscapeDataString(p)));
        return !OurTags().Replace(html, "").Contains('<', StringComparison.Ordinal);
    }, iter: 1500, print: doc => OurTags().Replace(DocHtml.Doc(doc, new DocHtmlOptions(Buttons: true, PageUrl: p => "/wiki/" + Uri.EscapeDataString(p))), ""));

    [Test]
    public void Html_shows_mentions_buttons_pages_and_tables() =>
        Assert.That(
            DocHtml.Card(MarkdownCard.Read("!good\n# 标<题\n[@张伟](person:z) [页](page:a) <b>\n\n|x|\n|-|\n|1|\n\n[认领](<cmd:卡点 认领 \"1\"> \"primary confirm 真的?\")"), new DocHtmlOptions(true, p => "/wiki/" + p)),
            Is.EqualTo("<article class=\"card tone-good\"><h3 class=\"card-title\">标&lt;题</h3><div class=\"card-body\"><p><span class=\"at\">@张伟</span> <a class=\"page\" href=\"/wiki/a\">页</a> &lt;b&gt;</p>"
                + "<table><thead><tr><th>x</th></tr></thead><tbody><tr><td data-label=\"x\">1</td></tr></tbody></table><div class=\"actions\"><button type=\"button\" class=\"button primary\" "
                + "data-line=\"卡点 认领 &quot;1&quot;\" data-confirm=\"真的?\">认领</button></div></div></article>"));

    [TestCase("11-27(周五) 前", "<span class=\"date\">11-27(周五)</span> 前")]
    [TestCase("by 2026-11-27 (Fri).", "by <span class=\"date\">2026-11-27 (Fri)</span>.")]
    [TestCase("11-27 10:41", "<span class=\"date\">11-27 10:41</span>")]
    [TestCase("2026-W48, B-12, 400-11-2233, 1-2", "2026-W48, B-12, 400-11-2233, 1-2")]
    public void Html_keeps_a_date_together(string words, string html) =>
        Assert.That(DocHtml.Doc(new Doc([new Block.Paragraph([new Inline.Words(words)])])), Is.EqualTo($"<p>{html}</p>"));

    private const string Progress = "::: details 还有 2 条 <细>\n- 一\n\n[看](<cmd:卡点 列表>)\n:::\n\n::: figures\n| 起点 | 现在 |\n|---|---|\n| 40 | **43** 分 |\n:::\n\n::: chart line 分\n| | 实际 | 目标 |\n|---|---|---|\n| 11-02 | 40 | 50 |\n| 11-09 | | 50 |\n| 11-16 | 1,043.50 | 50 |\n:::\n";

    [Test]
    public void Fences_fold_set_side_by_side_and_plot()
    {
        var blocks = DocMarkdown.Parse(Progress).Blocks;
        var details = (Block.Details)blocks[0];
        var figures = (Block.Figures)blocks[1];
        var chart = (Block.Chart)blocks[2];
        Assert.Multiple(() =>
        {
            Assert.That((details.Summary, details.Blocks.Count), Is.EqualTo(("还有 2 条 <细>", 2)));
            Assert.That(figures.Items.Select(f => (DocText.Of(f.Label), DocText.Of(f.Value))), Is.EqualTo(new[] { ("起点", "40"), ("现在", "43 分") }));
            Assert.That((chart.Kind, chart.Unit, chart.Series[0].Name), Is.EqualTo((ChartKind.Line, "分", "实际")));
            Assert.That(chart.Labels, Is.EqualTo(new[] { "11-02", "11-09", "11-16" }));
            Assert.That(chart.Series[0].Values, Is.EqualTo(new decimal?[] { 40, null, 1043.5m }));
        });
    }

    [TestCase("::: chart line\n| | a |\n|-|-|\n| x | 很多 |\n:::", typeof(Block.Table), TestName = "A_chart_without_a_number_is_its_table")]
    [TestCase("::: figures\n词\n:::", typeof(Block.Paragraph), TestName = "Figures_without_a_table_are_what_stands_there")]
    [TestCase("::: warning\n词\n:::", typeof(Block.Paragraph), TestName = "An_unknown_fence_is_what_stands_in_it")]
    [TestCase("::: details 词\n词", typeof(Block.Details), TestName = "A_fence_that_nobody_closes_goes_to_the_end")]
    public void A_fence_loses_nothing(string markdown, Type kind) => Assert.That(DocMarkdown.Parse(markdown).Blocks.Single(), Is.InstanceOf(kind));

    [Test]
    public void A_value_can_neither_open_nor_close_a_fence()
    {
        var value = DocMarkdown.Escape("x\n:::\n::: details y");
        var blocks = DocMarkdown.Parse($"::: details {value}\n{value}\n:::").Blocks;
        Assert.That(blocks.Single(), Is.InstanceOf<Block.Details>());
        Assert.That(((Block.Details)blocks[0]).Summary, Is.EqualTo("x ::: ::: details y"));
    }

    [Test]
    public void Where_nothing_folds_or_plots_the_same_words_lie_open() =>
        Assert.That(DocMarkdown.Write(new Doc(PlainBlocks.Of(DocMarkdown.Parse(Progress).Blocks))), Is.EqualTo(
            "**还有 2 条 \\<细\\>\u200B**\n\n- 一\n\n[看](<cmd:卡点 列表>)\n\n起点 **40** · 现在 **43 分**\n\n|  | 实际 (分) | 目标 (分) |\n| --- | --- | --- |\n| 11-02 | 40 | 50 |\n| 11-09 |  | 50 |\n| 11-16 | 1043.5 | 50 |\n"));

    [Test]
    public void A_chart_is_drawn_with_its_numbers_said() =>
        Assert.That(DocHtml.Doc(DocMarkdown.Parse(Progress)), Does.Contain("<details data-key=\"还有 2 条 &lt;细&gt;\"><summary>还有 2 条 &lt;细&gt;</summary>").And.Contain("<dt>现在</dt><dd><strong>43</strong> 分</dd>")
            .And.Contain("aria-label=\"实际: 11-02 40, 11-09 , 11-16 1043.5; 目标: 11-02 50, 11-09 50, 11-16 50\"").And.Contain("<polyline points=\"44,").And.Contain("</svg>"));

    [Test]
    public void Html_without_options_has_neither_buttons_nor_dangerous_links()
    {
        var doc = new Doc([new Block.Actions([new CommandButton("a", "b")]), new Block.Paragraph([new Inline.Link([new Inline.Words("x")], "javascript:alert(1)")])]);
        Assert.That(DocHtml.Doc(doc), Is.EqualTo("<p>x</p>"));
    }

    [Test]
    public void Plain_text_keeps_lists_tables_and_the_lines_to_type() =>
        Assert.That(
            DocText.Of(MarkdownCard.Read("# 卡点\n请 [@张伟](person:z) **看**\n\n1. 一\n   - [ ] 二\n\n|a|b|\n|-|-|\n|1|2|\n\n> 引\n\n---\n\n[认领](<cmd:卡点 认领 #B-1>)")),
            Is.EqualTo("卡点\n\n请 @张伟 看\n\n1. 一\n  • ☐ 二\n\na | b\n1 | 2\n\n> 引\n\n———\n\n▸ 认领: 卡点 认领 #B-1"));

    [GeneratedRegex("""</?(p|h[1-6]|ol|ul|li|table|thead|tbody|tr|th|td|blockquote|pre|code|strong|em|s)>|<td data-label="[^"<>]*">|<hr>|<br>|<div class="actions">|</div>|<span class="(at|date)">|</span>|<input type="checkbox" disabled( checked)?>|<a( class="page")? href="(https?:|/wiki/)[^"<>]*"( rel="noopener noreferrer" target="_blank")?>|</a>|<button type="button" class="button (plain|primary|danger)" data-line="[^"<>]*"( data-confirm="[^"<>]*")?>|</button>|<details data-key="[^"<>]*">|</details>|</?(summary|dl|dt|dd|figcaption|small)>|<div( class="folded")?>|<dl class="figures">|<figure class="chart">|</figure>|<span class="s[0-3]">|<svg viewBox="0 0 340 170" role="img" aria-label="[^"<>]*">|</(svg|g|line|text|polyline|circle|rect)>|<g class="s[0-3]( steady)?">|<(line|text|circle|rect)( (class|x|y|x1|x2|y1|y2|cx|cy|r|rx|width|height)="[-a-z0-9. ]*")*>|<polyline points="[-0-9., ]*">""")]
    private static partial Regex OurTags();
}
