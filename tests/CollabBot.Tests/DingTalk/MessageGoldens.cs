using System.Text.Json;
using System.Text.RegularExpressions;
using CollabBot.Core.Commands;
using CollabBot.Core.Docs;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Outbound;

namespace CollabBot.Tests.DingTalk;

/// <summary>Whole messages as they go over the wire, to be read like code.</summary>
public sealed class MessageGoldens
{
    private static readonly MessageSetting Direct = new("填好这一行:", null);
    private static readonly Dictionary<string, string> Mentioned = new() { ["p-1"] = "manager4220" };

    [Test]
    public void A_line_is_a_text()
    {
        var message = Write(Card.Line("收到 [x](y)"));
        Assert.That(Session(message), Is.EqualTo("""{"msgtype":"text","text":{"content":"收到 [x](y)"}}"""));
        Assert.That(message.ForRobot(), Is.EqualTo(("sampleText", """{"content":"收到 [x](y)"}""")));
    }

    [Test]
    public void A_card_with_two_buttons_is_an_action_card()
    {
        var card = new Card("卡点 B-1", Tone.Danger, new Doc(
        [
            new Block.Paragraph([new Inline.Words("支付_流程*BUG不改"), new Inline.Break(), new Inline.At("p-1", "张伟"), new Inline.Words("周五前")]),
            new Block.Actions([new CommandButton("我来认领", "卡点 认领 #B-1"), new CommandButton("作废", "卡点 作废 #B-1", ButtonStyle.Danger, "真的?")]),
        ]));
        var message = Write(card);
        Assert.That(Session(message), Is.EqualTo(
            """{"msgtype":"actionCard","actionCard":{"title":"🔴 卡点 B-1","text":"### 🔴 卡点 B-1\n\n支付\\_流程\\*BUG不改  \n  @manager4220 周五前","btnOrientation":"0","btns":[{"title":"我来认领","actionURL":"dtmd://dingtalkclient/sendMessage?content=%E5%8D%A1%E7%82%B9%20%E8%AE%A4%E9%A2%86%20%23B-1"},{"title":"作废 · 真的?","actionURL":"dtmd://dingtalkclient/sendMessage?content=%E5%8D%A1%E7%82%B9%20%E4%BD%9C%E5%BA%9F%20%23B-1"}]},"at":{"atUserIds":["manager4220"]}}"""));
    }

    [TestCase(1, "sampleActionCard", "singleTitle")]
    [TestCase(2, "sampleActionCard6", "buttonTitle2")]
    [TestCase(3, "sampleActionCard3", "actionTitle3")]
    [TestCase(5, "sampleActionCard5", "actionTitle5")]
    [TestCase(6, "sampleMarkdown", "sendMessage?content=b5")]
    public void The_robot_template_follows_the_number_of_buttons(int count, string template, string holds)
    {
        var card = new Card("t", Tone.Neutral, new Doc([new Block.Actions([.. Enumerable.Range(0, count).Select(i => new CommandButton($"B{i}", $"b{i}"))])]));
        var (key, param) = Write(card).ForRobot();
        Assert.That(key, Is.EqualTo(template));
        Assert.That(param, Does.Contain(holds));
    }

    [Test]
    public void Blocks_take_dingtalks_markdown()
    {
        Inline[] W(string text) => [new Inline.Words(text)];
        var blocks = new Block[]
        {
            new Block.Heading(1, W("目标")),
            new Block.ItemList(true, [new ListItem(W("甲"), [new Block.ItemList(false, [new ListItem(W("乙"), [], Checked: true)])])]),
            new Block.Table([new Cell(W("卡点")), new Cell(W("谁")), new Cell(W("何时"))], [new Row([new Cell(W("支付")), new Cell(W("张伟")), new Cell([])])]),
            new Block.Quote([new Block.Paragraph(W("一")), new Block.Paragraph(W("二"))]),
            new Block.CodeBlock("", "if x\n  - y"),
            new Block.Divider(),
            new Block.Paragraph([new Inline.Strong(W("「好」")), new Inline.Words("吗"), new Inline.Struck(W("不")), new Inline.Link(W("页(1)"), "https://a.example/(x)"), new Inline.Link(W("纪要"), "page:协同日纪要/2026-W48")]),
        };
        Assert.That(Write(new Card("T", Tone.Good, new Doc(blocks))).Text, Is.EqualTo("""
            ### ✅ T

            ### 目标

            1. 甲
                - ☑ 乙

            - 支付 · 谁 张伟

            > 一
            >
            > 二

            > if x  
            >   &nbsp;&nbsp;\- y

            ---

            **「好」** 吗~~不~~[页(1)](https://a.example/%28x%29)纪要
            """));
    }

    [Test]
    public void A_form_asks_for_one_line_and_shows_an_example()
    {
        var form = new CommandForm("卡点", "补全这个卡点", "提交",
        [
            new FormField("text", "卡在哪儿", FieldKind.Text, true, "一句话", "支付_BUG", []),
            new FormField("owner", "谁负责", FieldKind.Person, true, "人或部门", null, [.. new[] { "产品部", "研发部", "销售部", "客服部", "财务部", "法务部" }.Select(d => new FieldOption("@" + d, d))]),
            new FormField("severity", "级别", FieldKind.Choice, false, null, "P1", [new FieldOption("P0", "P0 紧急"), new FieldOption("P1", "P1 重要")]),
            new FormField("due", "截止", FieldKind.Date, false, null, null, []),
        ]);
        var message = Write(new Card(null, Tone.Neutral, Doc.Empty, form));
        Assert.That(message.Text, Is.EqualTo("""
            ### 补全这个卡点

            - **谁负责** 人或部门 · 产品部 / 研发部 / 销售部 / 客服部 / 财务部 / 法务部

            填好这一行:

            > 卡点 支付\_BUG 谁负责:… 级别:P1
            """));
        Assert.That(message.Title, Is.EqualTo("补全这个卡点"));
    }

    [Test]
    public void A_form_that_lacks_one_choice_offers_it_as_buttons()
    {
        var form = new CommandForm("目标 会签", "会签", "签",
        [
            new FormField("goal", "编号", FieldKind.Text, true, null, "#G-1", []),
            new FormField("verdict", "态度", FieldKind.Choice, true, null, null, [new FieldOption("Yes", "我担保"), new FieldOption("No", "不同意")]),
        ]);
        var message = Write(new Card(null, Tone.Neutral, Doc.Empty, form));
        Assert.That(message.Buttons.Select(b => (b.Label, b.Link)), Is.EqualTo(new[] { ("我担保", MessageLink.To("目标 会签 #G-1 态度:Yes")), ("不同意", MessageLink.To("目标 会签 #G-1 态度:No")) }));
    }

    [Test]
    public void In_a_group_the_lines_of_buttons_can_be_typed_too()
    {
        var card = new Card("卡点", Tone.Neutral, new Doc(
        [
            new Block.Paragraph([new Inline.Words("支付")]),
            new Block.Actions([new CommandButton("认领", "卡点 认领 #B-1"), new CommandButton("填表", "") { Url = "https://bot.example/forms/x" }]),
        ]));
        var group = new MessageSetting("填好这一行:", "点不动就发:");
        Assert.That(Write(card, group).Text, Is.EqualTo("### 卡点\n\n支付\n\n*点不动就发:*\n\n- 卡点 认领 #B-1"));
        var rows = card with { Body = new Doc([.. card.Body.Blocks, new Block.Actions([new CommandButton("作废", "卡点 作废 #B-1")])]) };
        Assert.That(ShownMarkdown.Of(Write(rows, group).Text).Text, Does.Contain("认领 (卡点 认领 #B-1) | 填表").And.Contain("作废 (卡点 作废 #B-1)"));
    }

    private static DingTalkMessage Write(Card card, MessageSetting? setting = null)
    {
        var page = MessagePages.Of(card, Mentioned, setting ?? Direct).Single();
        return MessageWriter.Write(page, Mentioned, setting ?? Direct);
    }

    /// <summary>The wire's JSON with its emoji readable.</summary>
    private static string Session(DingTalkMessage message) => Regex.Replace(JsonSerializer.Serialize(message.ForSession(), DingTalkAnswer.Form),
        @"\\u([0-9A-F]{4})", m => ((char)Convert.ToUInt16(m.Groups[1].Value, 16)).ToString());
}
