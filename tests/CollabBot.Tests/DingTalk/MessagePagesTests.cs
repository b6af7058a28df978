using CollabBot.Core.Docs;
using CollabBot.DingTalk.Outbound;
using CsCheck;

namespace CollabBot.Tests.DingTalk;

/// <summary>Long cards become several messages, and nothing is lost between them.</summary>
public sealed class MessagePagesTests
{
    private static readonly Dictionary<string, string> Nobody = [];
    private static readonly MessageSetting Group = new("填好这一行:", "点不动就发:");

    [Test]
    public void A_long_text_goes_on_in_the_next_message()
    {
        var words = string.Concat(Enumerable.Range(0, 4000).Select(i => $"第{i}条卡点「支付」\"还没有\"人认领。"));
        var messages = Write(new Card("周报", Tone.Neutral, new Doc([Say(words)])));
        Assert.That(messages, Has.Count.GreaterThan(5));
        Assert.That(messages.Select(m => m.Bytes), Is.All.LessThanOrEqualTo(15_000));
        Assert.That(messages.Select(m => m.Title), Is.EqualTo(Enumerable.Range(1, messages.Count).Select(i => $"周报 ({i}/{messages.Count})")));
        Assert.That(Shown(messages), Is.EqualTo(words));
    }

    [Test]
    public void A_long_line_stays_a_text()
    {
        var words = string.Concat(Enumerable.Repeat("👩‍👩‍👧\"", 4000));
        var messages = Write(new Card(null, Tone.Neutral, new Doc([Say(words)])));
        Assert.That(messages.Select(m => m.Title), Is.All.Null);
        Assert.That(string.Concat(messages.Select(m => m.Text)), Is.EqualTo(words));
    }

    [Test]
    public void Rows_and_entries_stay_whole_and_buttons_stand_once()
    {
        var rows = Enumerable.Range(0, 300).Select(i => new Row([new Cell([new Inline.Words($"B-{i}")]), new Cell([new Inline.Words(string.Concat(Enumerable.Repeat("支付流程BUG不改", 8)))])])).ToList();
        var card = new Card("卡点", Tone.Warning, new Doc(
        [
            new Block.Table([new Cell([new Inline.Words("编号")]), new Cell([new Inline.Words("内容")])], rows),
            new Block.Actions([new CommandButton("我来认领", "卡点 认领 #B-1")]),
        ]));
        var messages = Write(card);
        var entries = messages.SelectMany(m => m.Text.Split('\n')).Where(l => l.StartsWith("- B-", StringComparison.Ordinal)).ToList();
        Assert.That(entries.Select(e => e.Split(' ')[1]), Is.EqualTo(Enumerable.Range(0, 300).Select(i => $"B-{i}")));
        Assert.That(messages.Select(m => m.Buttons.Count), Is.EqualTo(messages.Select((_, i) => i == messages.Count - 1 ? 1 : 0)));
        Assert.That(messages[^1].Text, Does.Contain("点不动就发:"));
    }

    [Test]
    public void Forty_buttons_with_their_lines_are_all_there()
    {
        var blocks = Enumerable.Range(0, 200).SelectMany(i => new Block[] { Say($"第 {i} 条"), new Block.Actions([new CommandButton($"认领 {i}", $"卡点 认领 #B-{i}")]) });
        var links = Write(new Card("待响应", Tone.Neutral, new Doc([.. blocks]))).SelectMany(m => ShownMarkdown.Of(m.Text).Links.Select(l => l.Label).Concat(m.Buttons.Select(b => b.Label))).ToList();
        Assert.That(links, Is.EqualTo(Enumerable.Range(0, 200).Select(i => $"认领 {i}")));
    }

    [Test]
    public void An_address_longer_than_a_message_ends_the_search_for_room()
    {
        var messages = Write(new Card("链接", Tone.Neutral, new Doc([Say("前"), new Block.Paragraph([new Inline.Link([new Inline.Words("这里")], "https://a.example/" + new string('x', 20_000))]), Say("后")])));
        Assert.That(messages.Select(m => m.Bytes), Is.All.LessThanOrEqualTo(15_000));
        Assert.That(Shown(messages), Does.StartWith("前").And.Contain("这里").And.EndWith("后"));
    }

    [Test]
    public void Whatever_the_length_nothing_is_lost_and_everything_fits() => Gen.Select(Gen.Int[1, 40], Gen.Int[1, 9000], Gen.Bool).Sample((blocks, length, hasTitle) =>
    {
        var card = new Card(hasTitle ? "题" : null, Tone.Neutral, new Doc([.. Enumerable.Range(0, blocks).Select(i => Say(new string((char)('一' + i), Math.Max(1, length / blocks))))]));
        var messages = Write(card);
        return messages.All(m => m.Bytes <= 15_000) && Shown(messages) == string.Concat(card.Body.Blocks.OfType<Block.Paragraph>().SelectMany(p => p.Text).OfType<Inline.Words>().Select(w => w.Text));
    }, iter: 60);

    private static List<DingTalkMessage> Write(Card card) => [.. MessagePages.Of(card, Nobody, Group).Select(p => MessageWriter.Write(p, Nobody, Group))];

    /// <summary>The words of all messages without their titles.</summary>
    private static string Shown(IReadOnlyList<DingTalkMessage> messages) => string.Concat(messages.Select(m =>
    {
        var text = m.Text.StartsWith("### ", StringComparison.Ordinal) ? m.Text[(m.Text.IndexOf('\n', StringComparison.Ordinal) + 1)..] : m.Text;
        return m.Title is null ? text : ShownMarkdown.Of(text).Text.Replace("\n", "", StringComparison.Ordinal);
    }));

    private static Block.Paragraph Say(string text) => new([new Inline.Words(text)]);
}
