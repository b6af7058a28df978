using System.Diagnostics;
using System.Globalization;

namespace CollabBot.Core.Docs;

/// <summary>A document in normal form → Markdown.</summary>
internal static class MarkdownWriter
{
    public static string Write(Doc doc) => doc.Blocks.Count == 0 ? "" : Blocks(doc.Blocks) + "\n";

    private static string Blocks(IReadOnlyList<Block> blocks)
    {
        var parts = new List<string>();
        var other = false;
        for (var i = 0; i < blocks.Count; i++)
        {
            // Two lists of one kind in a row would grow together: another marker keeps them apart
            other = blocks[i] is Block.ItemList list && i > 0 && blocks[i - 1] is Block.ItemList before && before.Ordered == list.Ordered && !other;
            parts.Add(One(blocks[i], other));
        }

        return string.Join("\n\n", parts);
    }

    private static string One(Block block, bool other) => block switch
    {
        Block.Heading heading => $"{new string('#', heading.Level)} {InlineWriter.Line(heading.Text, heading: true)}",
        Block.Paragraph paragraph => InlineWriter.Lines(paragraph.Text),
        Block.ItemList list => string.Join('\n', list.Items.Select((item, i) => Item(item, list.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}{(other ? ')' : '.')} ") : other ? "* " : "- "))),
        Block.Table table => Table(table),
        Block.Quote quote => Indent("> " + Blocks(quote.Blocks), "> "),
        Block.CodeBlock code => Code(code),
        Block.Divider => "---",
        Block.Details details => Fenced("details", details.Summary, Blocks(details.Blocks)),
        Block.Figures figures => Fenced("figures", "", Table([.. figures.Items.Select(f => new Cell(f.Label))], [new Row([.. figures.Items.Select(f => new Cell(f.Value))])])),
        Block.Chart chart => Fenced("chart", $"{(chart.Kind == ChartKind.Bar ? "bar" : "line")} {chart.Unit}".TrimEnd(), Table(NormalChart.Cells(chart))),
        Block.Actions actions => string.Join(' ', actions.Buttons.Select(InlineWriter.Button)),
        _ => throw new UnreachableException(),
    };

    private static string Item(ListItem item, string marker)
    {
        var box = item.Checked switch { true => "[x] ", false => "[ ] ", null => "" };
        var text = InlineWriter.Lines(item.Text);
        // An item without words of its own, or one that merely looks like a to-do, starts with the joint
        var lead = text.Length == 0 || (box.Length == 0 && text[0] == '[') ? $"{InlineReader.Joint}" : "";
        var children = item.Children.Count == 0 ? "" : (item.Children[0] is Block.ItemList ? "\n" : "\n\n") + Blocks(item.Children);
        return marker + Indent(box + lead + text + children, new string(' ', marker.Length));
    }

    private static string Table(IReadOnlyList<Cell> header, IReadOnlyList<Row> rows) => Table(new Block.Table(header, rows));

    private static string Table(Block.Table table) =>
        string.Join('\n', table.Rows.Select(r => Row(r.Cells)).Prepend(Row(table.Header) + "\n" + "|" + string.Concat(table.Header.Select(_ => " --- |"))));

    // Whatever stands inside, no line of it may close the fence
    private static string Fenced(string kind, string words, string content)
    {
        var fence = new string(':', Math.Max(3, InlineWriter.LongestRun(content, ':') + 1));
        return $"{fence} {kind}{(words.Length > 0 ? " " + InlineWriter.FenceWords(words) : "")}\n{content}\n{fence}";
    }

    private static string Row(IReadOnlyList<Cell> cells) => "|" + string.Concat(cells.Select(c => $" {InlineWriter.Line(c.Text)} |"));

    private static string Code(Block.CodeBlock code)
    {
        var fence = new string('`', Math.Max(3, InlineWriter.LongestRun(code.Text, '`') + 1));
        return $"{fence}{code.Language}\n{(code.Text.Length > 0 ? code.Text + "\n" : "")}{fence}";
    }

    private static string Indent(string text, string prefix) =>
        string.Join('\n', text.Split('\n').Select((line, i) => i == 0 ? line : line.Length == 0 ? prefix.TrimEnd() : prefix + line));
}
