using CollabBot.Core.Docs;
using CsCheck;

namespace CollabBot.Tests.Core.Docs;

/// <summary>Random documents full of text that tries to be markup.</summary>
internal static class DocGen
{
    public static Gen<string> Nasty { get; } = Gen.OneOf(
        Gen.OneOf(
            "", " ", "  ", "a", "支付", "「重要」", "**b**", "*", "_x_", "~~", "`", "``", "[x]", "[ ] ", "[a](http://b)", "![i](http://b)", "](", "<at id=all>", "</at>", "<b>", "<https://x>", "&amp;", "&#42;",
            "&", "\\", "\\*", "|", "| a | b |", "\n", "\r\n", "\n\n", "\n---\n", "\n# h", "# h #", "> q", "- i", "+ i", "1. i", "12) i", "---", "***", "===", "```\nx\n```", "~~~", "\t", "    four", "!", "#", "1", ".",
            "{{ x }}", "😀", "👩‍💻", "שלום\u202E", "\u200B", "\u00A0", "\u3000", "\uFFFF", "\uFDD0", "\0", "\u0007", "\uD800", "cmd:卡点", "person:1", "javascript:alert(1)", "\"", "'", ":", "-", ":--", "\u2028", "%20", "@all", "::: details x\ny\n:::", ":::", "\n:::\n", "::: chart bar\n|a|b|\n|-|-|\n|1|2|\n:::"),
        Gen.String[Gen.Char["ab 支\\`*_{}[]()<>#+-.!|&~:=\"'1\n\t"], 0, 6]);

    private static readonly Gen<string> Text = Nasty.Array[0, 2].Select(string.Concat);

    private static readonly Gen<string> Target = Gen.OneOf(
        Gen.OneOf("https://example.com/a?b=1&c=(2)", "http://x.y/<z>", "page:01 总目标与会签", "javascript:alert(1)", "cmd:x", "person:p", "", "https://a/\\b*c_d", "page:a|b&amp;c"),
        Text.Select(t => "https://x/" + t),
        Text.Select(t => "page:" + t));

    private static readonly Gen<Inline> Leaf = Gen.OneOf(
        Text.Select(t => (Inline)new Inline.Words(t)),
        Text.Select(t => (Inline)new Inline.Words(t)),
        Text.Select(t => (Inline)new Inline.Code(t)),
        Gen.Select(Text, Text, (i, n) => (Inline)new Inline.At(i, n)),
        Gen.Const((Inline)new Inline.Break()));

    private static readonly Gen<CommandButton> Button = Gen.Select(Text, Text, Gen.Enum<ButtonStyle>(), Text, Gen.Bool, (label, line, style, confirm, asks) =>
        new CommandButton(label, line, style, asks ? confirm : null));

    private static readonly Gen<decimal?> Number = Gen.OneOf(
        Gen.OneOf((decimal?)null, 0m, 1m, -1.50m, 1000m, 1e15m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m), Gen.Decimal[-1000, 1000].Select(d => (decimal?)decimal.Round(d, 3)));

    private static readonly Gen<ChartSeries> Series = Gen.Select(Text, Number.Array[0, 5], (n, v) => new ChartSeries(n, v));

    private static readonly Gen<Inline[]> Running = Inlines(2).Array[0, 4];

    public static Gen<Doc> Doc { get; } = Blocks(2).Select(b => new Doc(b));

    private static Gen<Inline> Inlines(int depth) => depth == 0 ? Leaf : Gen.OneOf(
        Leaf,
        Text.Select(t => (Inline)new Inline.Words(t)),
        Inlines(depth - 1).Array[0, 3].Select(t => (Inline)new Inline.Strong(t)),
        Inlines(depth - 1).Array[0, 3].Select(t => (Inline)new Inline.Emphasis(t)),
        Inlines(depth - 1).Array[0, 3].Select(t => (Inline)new Inline.Struck(t)),
        Gen.Select(Inlines(depth - 1).Array[0, 3], Target, (t, u) => (Inline)new Inline.Link(t, u)));

    private static Gen<Block[]> Blocks(int depth) => Block(depth).Array[0, depth == 2 ? 4 : 2];

    private static Gen<Block> Block(int depth)
    {
        var cell = Running.Select(t => new Cell(t));
        var flat = Gen.OneOf(
            Gen.Select(Gen.Int[0, 7], Running, (l, t) => (Block)new Block.Heading(l, t)),
            Running.Select(t => (Block)new Block.Paragraph(t)),
            Gen.Select(cell.Array[0, 3], cell.Array[0, 4].Array[0, 3], (h, rows) => (Block)new Block.Table(h, [.. rows.Select(r => new Row(r))])),
            Gen.Select(Nasty, Text, (l, t) => (Block)new Block.CodeBlock(l, t)),
            Gen.Const((Block)new Block.Divider()),
            Button.Array[0, 3].Select(b => (Block)new Block.Actions(b)),
            Gen.Select(Running, Running, (l, v) => new Figure(l, v)).Array[0, 3].Select(f => (Block)new Block.Figures(f)),
            Gen.Select(Gen.Enum<ChartKind>(), Text, Text.Array[0, 4], Series.Array[0, 3], (k, u, l, s) => (Block)new Block.Chart(k, u, l, s)));
        if (depth == 0)
            return flat;
        var item = Gen.Select(Running, Blocks(depth - 1), Gen.Int[0, 3], (t, c, k) => new ListItem(t, c, k switch { 0 => true, 1 => false, _ => null }));
        return Gen.OneOf(
            flat,
            Gen.Select(Gen.Bool, item.Array[0, 3], (o, i) => (Block)new Block.ItemList(o, i)),
            Gen.Select(Text, Blocks(depth - 1), (s, b) => (Block)new Block.Details(s, b)),
            Blocks(depth - 1).Select(b => (Block)new Block.Quote(b)));
    }
}
