using System.Text;
using System.Text.Json.Nodes;
using CollabBot.Core.Commands;
using CollabBot.Core.Docs;
using CollabBot.Feishu.Outbound;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Feishu;

public sealed class CardWriterTests
{
    private static readonly CardSetting Setting = new(new Dictionary<string, string> { ["zhang"] = "ou_2222" }, false, "后面的没有显示。");

    [Test]
    public void A_blocker_card_is_drawn_as_reviewed() => Golden.Match(Write(Cards.Blocker), "blocker");

    [Test]
    public void Every_kind_of_block_is_drawn_as_reviewed() => Golden.Match(Write(Cards.Everything), "everything");

    [Test]
    public void A_form_is_drawn_as_reviewed() => Golden.Match(Write(Cards.Form), "form");

    [Test]
    public void Thirty_kilobytes_are_shortened_with_a_last_line()
    {
        var card = new Card("长", Tone.Neutral, new Doc([.. Enumerable.Range(0, 40).Select(i => Cards.Words(i + new string('字', 500)))]));
        var json = Write(card);
        Assert.That(LastText(json), Is.EqualTo("*后面的没有显示。*"));
        Assert.That(RequestBytes(json), Is.LessThan(30_000));
    }

    [Test]
    public void One_endless_paragraph_is_cut_inside()
    {
        var json = Write(new Card(null, Tone.Neutral, new Doc([Cards.Words(new string('*', 30_000)), Cards.Words("b")])));
        Assert.That(json, Does.Contain("&#42;&#42;").And.Contain("…"));
        Assert.That(RequestBytes(json), Is.LessThan(30_000));
    }

    [Test]
    public void Too_many_buttons_are_shortened_too()
    {
        var rows = Enumerable.Range(0, 90).SelectMany(i => new Block[]
        {
            Cards.Words($"B-{i}"),
            new Block.Actions([new CommandButton("认领", $"卡点 认领 #B-{i}"), new CommandButton("解除", $"卡点 解除 #B-{i}")]),
        });
        Assert.That(LastText(Write(new Card("列表", Tone.Neutral, new Doc([.. rows])))), Is.EqualTo("*后面的没有显示。*"));
    }

    [Test]
    public void The_sixth_table_is_a_list()
    {
        var table = new Block.Table([new Cell([new Inline.Words("甲")])], [new Row([new Cell([new Inline.Words("1")])])]);
        var elements = JsonNode.Parse(Write(new Card("表", Tone.Neutral, new Doc([.. Enumerable.Repeat(table, 6)]))))!["body"]!["elements"]!.AsArray();
        Assert.That(elements.Select(e => e!["tag"]!.ToString()), Is.EqualTo(new[] { "table", "table", "table", "table", "table", "markdown" }));
    }

    [Test]
    public void A_form_survives_when_the_text_does_not()
    {
        var card = Cards.Form with { Body = new Doc([Cards.Words(new string('字', 30_000))]) };
        Assert.That(JsonNode.Parse(Write(card))!["body"]!["elements"]!.AsArray()[^1]!["tag"]!.ToString(), Is.EqualTo("form"));
    }

    [Test]
    public void Too_many_names_for_a_select_box_are_typed_instead()
    {
        var people = Enumerable.Range(0, 200).Select(i => new FieldOption($"@同事{i}", $"同事{i}")).ToList();
        var fields = Cards.Form.Form!.Fields.Select(f => f.Name == "owner" ? f with { Options = people } : f).ToList();
        var form = JsonNode.Parse(Write(Cards.Form with { Form = Cards.Form.Form with { Fields = fields } }))!["body"]!["elements"]![0]!["elements"]!.AsArray();
        Assert.That(form.Single(e => e!["name"]?.ToString() == "owner")!["tag"]!.ToString(), Is.EqualTo("input"));
        Assert.That(form.Single(e => e!["name"]?.ToString() == "severity")!["tag"]!.ToString(), Is.EqualTo("select_static"));
    }

    /// <summary>Every card a test writes must also be one that Feishu takes.</summary>
    private static string Write(Card card)
    {
        var json = CardWriter.Write(card, Setting);
        Assert.That(CardLint.Check(JsonNode.Parse(json)!.AsObject())?.Message, Is.Null);
        return json;
    }

    private static string? LastText(string json) => JsonNode.Parse(json)!["body"]!["elements"]!.AsArray()[^1]!["content"]?.ToString();

    private static int RequestBytes(string json) => Encoding.UTF8.GetByteCount(json) + json.Count(c => c is '"' or '\\');
}
