using System.Text;
using System.Text.Json.Nodes;
using CollabBot.Core.Docs;
using CollabBot.Feishu.Outbound;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Core.Docs;
using CsCheck;

namespace CollabBot.Tests.Feishu;

/// <summary>Whatever a card holds, its pages hold, too, and Feishu takes each of them.</summary>
public sealed class CardPagesTests
{
    private static readonly CardSetting Setting = new(new Dictionary<string, string> { ["zhang"] = "ou_2222" }, false, "后面的没有显示。");

    [Test]
    public void A_long_list_goes_on_with_its_numbers()
    {
        var items = Enumerable.Range(1, 900).Select(i => new ListItem([new Inline.Words($"第{i}条卡点，{new string('字', 20)}")], [])).ToList();
        var pages = Write(new Card("列表", Tone.Neutral, new Doc([Cards.Words("开头"), new Block.ItemList(true, items), Cards.Words("结尾")])));
        var text = string.Concat(pages.Select(p => p.Text));
        Assert.Multiple(() =>
        {
            Assert.That(pages, Has.Count.GreaterThan(2));
            Assert.That(pages.Select(p => p.Title), Is.EqualTo(Enumerable.Range(1, pages.Count).Select(i => $"列表 ({i}/{pages.Count})")));
            Assert.That(Enumerable.Range(1, 900).All(i => text.Split($"第{i}条卡点").Length == 2), Is.True);
            Assert.That(pages[1].Text, Does.Match(@"^\d+\. 第\d+条"));
            Assert.That(pages[^1].Text, Does.EndWith("结尾\n"));
        });
    }

    [Test]
    public void Rows_of_buttons_stand_each_on_one_page_beside_their_words()
    {
        var rows = Enumerable.Range(0, 90).SelectMany(i => new Block[]
        {
            Cards.Words($"B-{i}"),
            new Block.Actions([new CommandButton("认领", $"卡点 认领 #B-{i}"), new CommandButton("解除", $"卡点 解除 #B-{i}")]),
        });
        var pages = Write(new Card("列表", Tone.Neutral, new Doc([.. rows])));
        Assert.That(pages, Has.Count.GreaterThan(1));
        Assert.That(pages.SelectMany(p => p.Lines), Is.EqualTo(Enumerable.Range(0, 90).SelectMany(i => new[] { $"卡点 认领 #B-{i}", $"卡点 解除 #B-{i}" })));
    }

    [Test]
    public void One_endless_paragraph_loses_no_sign()
    {
        var words = string.Concat(Enumerable.Range(0, 9000).Select(i => "😀*字"));
        var pages = Write(new Card(null, Tone.Neutral, new Doc([new Block.Paragraph([new Inline.Strong([new Inline.Words(words)])]), Cards.Words("末")])));
        Assert.That(pages, Has.Count.GreaterThan(2));
        Assert.That(string.Concat(pages.Select(p => p.Text)).Where(c => c is not ('\n' or ' ')), Is.EqualTo(words + "末"));
    }

    [Test]
    public void An_entry_larger_than_a_page_is_opened()
    {
        var giant = new ListItem([new Inline.Words(new string('甲', 12_000))], [new Block.Quote([Cards.Words(new string('乙', 12_000))]), new Block.Table([new Cell([new Inline.Words("头")])], [new Row([new Cell([new Inline.Words(new string('丙', 12_000))])])])], true);
        var pages = Write(new Card("大", Tone.Neutral, new Doc([new Block.ItemList(false, [giant])])));
        var text = string.Concat(pages.Select(p => p.Text));
        Assert.That((text.Count(c => c == '甲'), text.Count(c => c == '乙'), text.Count(c => c == '丙'), text.Count(c => c == '☑')), Is.EqualTo((12_000, 12_000, 12_000, 1)));
    }

    [Test]
    public void A_long_table_repeats_its_head()
    {
        var rows = Enumerable.Range(0, 700).Select(i => new Row([new Cell([new Inline.Words($"行{i}")]), new Cell([new Inline.Words(new string('值', 10))])])).ToList();
        var pages = Write(new Card("表", Tone.Neutral, new Doc([new Block.Table([new Cell([new Inline.Words("名")]), new Cell([new Inline.Words("数")])], rows)])));
        Assert.That(pages, Has.Count.GreaterThan(1));
        Assert.That(pages.Select(p => p.Text), Has.All.StartsWith("名\n数\n"));
        Assert.That(Enumerable.Range(0, 700).All(i => pages.Count(p => p.Text.Contains($"行{i}\n", StringComparison.Ordinal)) == 1), Is.True);
    }

    [Test]
    public void A_form_stands_on_the_last_page()
    {
        var pages = Write(Cards.Form with { Body = new Doc([Cards.Words(new string('字', 20_000))]) });
        Assert.That(pages.Select(p => p.HasForm), Is.EqualTo(Enumerable.Range(1, pages.Count).Select(i => i == pages.Count)));
        Assert.That(string.Concat(pages.Select(p => p.Text)).Count(c => c == '字'), Is.EqualTo(20_000));
    }

    [Test]
    public void A_button_on_a_further_page_names_the_card_it_belongs_to()
    {
        var card = new Card("长", Tone.Neutral, new Doc([Cards.Words(new string('字', 15_000)), new Block.Actions([new CommandButton("认领", "卡点 认领 #B-1")])]));
        var pages = CardPages.Of(card, Setting);
        var last = JsonNode.Parse(CardWriter.Write(pages[^1], Setting with { Continues = "om_first" }))!["body"]!["elements"]!.AsArray()[^1]!;
        Assert.That(last["behaviors"]![0]!["value"]!["card"]!.ToString(), Is.EqualTo("om_first"));
    }

    [Test]
    public void Beyond_ten_pages_the_last_one_says_that_something_is_missing()
    {
        var pages = Write(new Card("太长", Tone.Neutral, new Doc([Cards.Words(new string('字', 200_000)), Cards.Words("末")])));
        Assert.That(pages, Has.Count.EqualTo(10));
        Assert.That(pages[^1].Text, Does.EndWith("后面的没有显示。\n"));
    }

    [Test]
    public void Feishu_takes_every_page_of_any_document() => Gen.Select(DocGen.Doc, Gen.Int[1, 80]).Sample(
        (doc, times) =>
        {
            Write(new Card("任意", Tone.Neutral, NormalForm.Of(new Doc([.. Enumerable.Repeat(doc.Blocks, times).SelectMany(b => b)]))));
        }, iter: 150);

    private static List<Page> Write(Card card)
    {
        var pages = new List<Page>();
        foreach (var page in CardPages.Of(card, Setting))
        {
            var json = CardWriter.Write(page, Setting with { Continues = "om_" + new string('f', 32) });
            var node = JsonNode.Parse(json)!.AsObject();
            Assert.That(CardLint.Check(node)?.Message, Is.Null);
            Assert.That(Encoding.UTF8.GetByteCount(json) + json.Count(c => c is '"' or '\\'), Is.LessThan(30_000));
            var title = node["header"]?["title"]?["content"]?.ToString();
            node.Remove("header");
            var seen = SeenCard.Of(new SimMessage("om_1", "oc_1", "interactive", node, null, null));
            pages.Add(new Page(title, seen.Text, [.. seen.Buttons.Select(b => b.Line)], json.Contains("\"tag\":\"form\"", StringComparison.Ordinal)));
        }

        return pages;
    }

    private sealed record Page(string? Title, string Text, IReadOnlyList<string?> Lines, bool HasForm);
}
