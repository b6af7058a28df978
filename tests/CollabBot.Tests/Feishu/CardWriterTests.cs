using System.Text.Json.Nodes;
using CollabBot.Core.Commands;
using CollabBot.Core.Docs;
using CollabBot.Feishu.Outbound;
using CollabBot.Simulators.Feishu;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Feishu;

public sealed class CardWriterTests
{
    private static readonly CardSetting Setting = new(new Dictionary<string, string> { ["zhang"] = "ou_2222", ["lina"] = "ou_1111" }, false, "后面的没有显示。");

    [Test]
    public void A_blocker_card_is_drawn_as_reviewed() => Golden.Match(Write(Cards.Blocker), "blocker");

    [Test]
    public void Every_kind_of_block_is_drawn_as_reviewed() => Golden.Match(Write(Cards.Everything), "everything");

    [Test]
    public void A_form_is_drawn_as_reviewed() => Golden.Match(Write(Cards.Form), "form");

    [Test]
    public void The_sixth_table_is_a_list()
    {
        var table = new Block.Table([new Cell([new Inline.Words("甲")])], [new Row([new Cell([new Inline.Words("1")])])]);
        var elements = JsonNode.Parse(Write(new Card("表", Tone.Neutral, new Doc([.. Enumerable.Repeat(table, 6)]))))!["body"]!["elements"]!.AsArray();
        Assert.That(elements.Select(e => e!["tag"]!.ToString()), Is.EqualTo(new[] { "table", "table", "table", "table", "table", "markdown" }));
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

    [Test]
    public void People_with_accounts_are_picked_by_their_faces()
    {
        var owner = Owner([Person("lina", "李娜"), Person("zhang", "张伟")], "@张伟", direct: true);
        Assert.That(owner["tag"]!.ToString(), Is.EqualTo("select_person"));
        Assert.That(owner["options"]!.AsArray().Select(o => o!["value"]!.ToString()), Is.EqualTo(new[] { "ou_1111", "ou_2222" }));
        Assert.That(owner["initial_option"]!.ToString(), Is.EqualTo("ou_2222"));
    }

    [Test]
    public void Departments_and_people_without_an_account_are_chosen_by_name()
    {
        var owner = Owner([new FieldOption("@产品部", "产品部"), Person("zhang", "张伟"), Person("nobody", "没号")], null, direct: true);
        Assert.That(owner["tag"]!.ToString(), Is.EqualTo("select_static"));
        Assert.That(owner["options"]!.AsArray(), Has.Count.EqualTo(3));
    }

    [TestCase(true, "input", TestName = "Too_many_people_are_typed_where_a_picker_would_offer_nobody")]
    [TestCase(false, "select_person", TestName = "Too_many_people_are_picked_among_the_members_of_a_group")]
    public void Too_many_people(bool direct, string tag) =>
        Assert.That(Owner([.. Enumerable.Range(0, 190).Select(i => Person("zhang", $"同事{i}"))], null, direct)["tag"]!.ToString(), Is.EqualTo(tag));

    [TestCase(null, "multi_select_static", "")]
    [TestCase("@产品部 @产品部二组", "multi_select_static", "@产品部 @产品部二组")]
    [TestCase("@产品部 和别的", "input", "")]
    public void Several_departments_are_ticked_and_what_is_none_stays_readable(string? value, string tag, string chosen)
    {
        var owner = Owner([new FieldOption("@产品部", "产品部"), new FieldOption("@产品部二组", "产品部二组"), new FieldOption("@研发部", "研发部")], value, direct: false, FieldKind.Several);
        Assert.That(owner["tag"]!.ToString(), Is.EqualTo(tag));
        Assert.That((owner["selected_values"] as JsonArray ?? []).Select(v => v!.ToString()).Order(StringComparer.Ordinal), Is.EqualTo(chosen.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.That(owner["default_value"]?.ToString(), Is.EqualTo(tag == "input" ? value : null));
    }

    [Test]
    public void The_sixth_chart_is_its_table()
    {
        var chart = new Block.Chart(ChartKind.Bar, "万", ["一月"], [new ChartSeries("回款", [200])]);
        var tags = Body(new Card("图", Tone.Neutral, new Doc([.. Enumerable.Repeat(chart, 6)]))).Select(e => e!["tag"]!.ToString());
        Assert.That(tags, Is.EqualTo(new[] { "chart", "chart", "chart", "chart", "chart", "table" }));
    }

    [Test]
    public void Equal_labels_of_a_chart_keep_their_own_place()
    {
        var chart = new Block.Chart(ChartKind.Line, "", ["11-02", "11-02"], [new ChartSeries("实际", [40, 43])]);
        var values = Body(new Card("图", Tone.Neutral, new Doc([chart])))[0]!["chart_spec"]!["data"]!["values"]!.AsArray();
        Assert.That(values.Select(v => v!["label"]!.ToString()).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public void A_table_inside_a_panel_is_a_list_there()
    {
        var table = new Block.Table([new Cell([new Inline.Words("甲")])], [new Row([new Cell([new Inline.Words("1")])])]);
        var panel = Body(new Card("折", Tone.Neutral, new Doc([new Block.Details("细", [table, new Block.Actions([new CommandButton("看", "帮助")])])])))[0]!;
        Assert.That(panel["elements"]!.AsArray().Select(e => e!["tag"]!.ToString()), Is.EqualTo(new[] { "markdown", "button" }));
    }

    private static FieldOption Person(string id, string name) => new("@" + name, name) { PersonId = id };

    private static JsonNode Owner(IReadOnlyList<FieldOption> options, string? value, bool direct, FieldKind kind = FieldKind.Person)
    {
        var fields = Cards.Form.Form!.Fields.Select(f => f.Name == "owner" ? f with { Kind = kind, Options = options, Value = value } : f).ToList();
        var form = JsonNode.Parse(Write(Cards.Form with { Form = Cards.Form.Form with { Fields = fields } }, direct))!["body"]!["elements"]![0]!["elements"]!.AsArray();
        return form.Single(e => e!["name"]?.ToString() == "owner")!;
    }

    private static JsonArray Body(Card card) => JsonNode.Parse(Write(card))!["body"]!["elements"]!.AsArray();

    /// <summary>Every card a test writes must also be one that Feishu takes.</summary>
    private static string Write(Card card, bool direct = false)
    {
        var setting = Setting with { Direct = direct };
        var json = CardWriter.Write(CardPages.Of(card, setting).Single(), setting);
        Assert.That(CardLint.Check(JsonNode.Parse(json)!.AsObject())?.Message, Is.Null);
        return json;
    }
}
