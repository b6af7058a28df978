using CollabBot.Core.Commands;
using CollabBot.Core.Docs;

namespace CollabBot.Tests.Feishu;

/// <summary>Cards to draw and send.</summary>
internal static class Cards
{
    public static Card Blocker { get; } = new("卡点 B-1", Tone.Danger, new Doc(
    [
        Words("支付流程BUG不改"),
        new Block.Paragraph([new Inline.Strong([new Inline.Words("负责")]), new Inline.Words(" "), new Inline.At("zhang", "张伟"), new Inline.Words(" · P1 · 11-27(周五)")]),
        new Block.Actions(
        [
            new CommandButton("我来认领", "卡点 认领 #B-1", ButtonStyle.Primary),
            new CommandButton("转给", "卡点 转给 #B-1"),
            new CommandButton("关闭", "卡点 关闭 #B-1", ButtonStyle.Danger, "真的关闭?"),
        ]),
    ]));

    public static Card Everything { get; } = new("所有块", Tone.Good, new Doc(
    [
        new Block.Heading(1, [new Inline.Words("一")]),
        new Block.Heading(3, [new Inline.Words("(三)")]),
        new Block.Paragraph([new Inline.Emphasis([new Inline.Words("斜")]), new Inline.Struck([new Inline.Words("删")]), new Inline.Code("x"), new Inline.Break(), new Inline.Link([new Inline.Words("链接")], "https://x.y/z")]),
        new Block.ItemList(false,
        [
            new ListItem([new Inline.Words("甲")], [new Block.ItemList(true, [new ListItem([new Inline.Words("乙")], []), new ListItem([new Inline.Words("丙")], [])])]),
            new ListItem([new Inline.Words("已办")], [], true),
            new ListItem([new Inline.Words("未办")], [Words("说明")], false),
        ]),
        new Block.Table(
            [new Cell([new Inline.Words("目标")]), new Cell([new Inline.Words("数")])],
            [new Row([new Cell([new Inline.Words("回款")]), new Cell([new Inline.Strong([new Inline.Words("200万")])])])]),
        new Block.Quote([Words("原话\n第二行"), new Block.Actions([new CommandButton("单个", "帮助")])]),
        new Block.CodeBlock("csharp", "if (a < b) <at id=all></at>\n```"),
        new Block.Divider(),
        new Block.Figures([new Figure([new Inline.Words("起点")], [new Inline.Words("40")]), new Figure([new Inline.Words("现在")], [new Inline.Strong([new Inline.Words("43")]), new Inline.Words(" 分")])]),
        new Block.Details("还有 2 条", [new Block.ItemList(false, [new ListItem([new Inline.Words("甲")], []), new ListItem([new Inline.Words("乙")], [])]), new Block.Actions([new CommandButton("看全部", "卡点 列表")])]),
        new Block.Chart(ChartKind.Line, "分", ["11-02", "11-09"], [new ChartSeries("实际", [40, 43.5m]), new ChartSeries("目标", [50, null])]),
    ]));

    public static Card Form { get; } = new(null, Tone.Neutral, Doc.Empty, new CommandForm("卡点", "补全这个卡点", "提交",
    [
        new FormField("text", "卡在哪儿", FieldKind.Text, true, "一句话", "支付", []),
        new FormField("detail", "细节", FieldKind.LongText, false, null, null, []),
        new FormField("due", "期限", FieldKind.Date, false, null, "2026-12-04", []),
        new FormField("severity", "等级", FieldKind.Choice, true, null, "P1", [new FieldOption("P0", "P0 紧急"), new FieldOption("P1", "P1")]),
        new FormField("owner", "谁来解", FieldKind.Person, true, "部门或人", null, [new FieldOption("@产品部", "产品部")]),
        new FormField("helper", "谁帮忙", FieldKind.Person, false, null, null, []),
    ]));

    public static Card Line { get; } = Card.Line("好的");

    public static Block Words(string text) => new Block.Paragraph([new Inline.Words(text)]);
}
