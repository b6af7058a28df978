using System.Diagnostics;
using System.Globalization;
using System.Text;
using CollabBot.Core.Docs;

namespace CollabBot.DingTalk.Outbound;

/// <summary>
/// Draws blocks in DingTalk's Markdown: headings, quotes, bold, italic, links and lists; what it lacks (tables, code) degrades to these. Buttons are drawn where they
/// stand as links, unless <paramref name="buttonsInPlace"/> is false, each with the line to type beside it if <paramref name="showLines"/>. Interactive cards know <paramref name="tables"/>, too. https://open.dingtalk.com/document/orgapp/message-type
/// </summary>
internal sealed class MarkdownBlocks(MarkdownInlines inlines, bool buttonsInPlace, bool showLines, bool tables = false)
{
    /// <summary>Each block by itself, to be joined by blank lines.</summary>
    public IEnumerable<string> Draw(IEnumerable<Block> blocks) => blocks.Select(b => b is Block.Table table && tables ? Drawn(table) : Draw(b)).Where(b => b.Length > 0);

    private string Draw(Block block) => block switch
    {
        Block.Heading heading => $"{new string('#', Math.Clamp(heading.Level + 2, 3, 6))} {inlines.Draw(heading.Text, lineStart: false)}",
        Block.Paragraph paragraph => inlines.Draw(paragraph.Text),
        Block.ItemList list => string.Join('\n', list.Items.Select((item, i) => Draw(item, list.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}. ") : "- "))),
        Block.Table table => string.Join('\n', table.Rows.Select(row => Draw(table.Header, row))),
        Block.Quote quote => Quoted(string.Join("\n\n", Draw(quote.Blocks))),
        Block.CodeBlock code => Quoted(string.Join(DingTalkText.Break, code.Text.ReplaceLineEndings("\n").Split('\n').Select(CodeLine))),
        Block.Divider => "---",
        Block.Actions actions => buttonsInPlace ? string.Join(" | ", actions.Buttons.Select(Link)) : "",
        _ => throw new UnreachableException(),
    };

    private string Draw(ListItem item, string mark)
    {
        var box = item.Checked switch { true => "☑ ", false => "☐ ", null => "" };
        var made = new StringBuilder(mark).Append(box).Append(inlines.Draw(item.Text, lineStart: box.Length == 0));
        foreach (var child in Draw(item.Children))
            made.Append('\n').Append(Indented(child));
        return made.ToString();
    }

    /// <summary>A row becomes one entry: its first cell, then the others under their headers' names.</summary>
    private string Draw(IReadOnlyList<Cell> header, Row row)
    {
        var cells = row.Cells.Select((cell, i) => (Name: inlines.Draw(header.ElementAtOrDefault(i)?.Text ?? [], false), Value: inlines.Draw(cell.Text, false)))
            .Where(c => c.Value.Length > 0).ToList();
        return "- " + string.Join(" · ", cells.Select((c, i) => i == 0 || c.Name.Length == 0 ? c.Value : $"{c.Name} {c.Value}"));
    }

    private string Drawn(Block.Table table)
    {
        var columns = Enumerable.Range(0, table.Rows.Select(r => r.Cells.Count).Append(table.Header.Count).Max()).ToList();
        var rows = table.Rows.Select(r => Line(columns.Select(i => Cell(r.Cells.ElementAtOrDefault(i)))));
        return string.Join('\n', [Line(columns.Select(i => Cell(table.Header.ElementAtOrDefault(i)))), Line(columns.Select(_ => "---")), .. rows]);
    }

    private string Cell(Cell? cell) => inlines.Draw(cell?.Text ?? [], lineStart: false).Replace(DingTalkText.Break, "<br>", StringComparison.Ordinal).Replace('\n', ' ');

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private string Link(CommandButton button) => Linked(button) + (showLines && button.Url is null ? $" ({DingTalkText.Escape(DingTalkText.Line(button.Line, 200), lineStart: false)})" : "");

    private static string Linked(CommandButton button) =>
        $"[{DingTalkText.Escape(DingTalkText.Line(MessageLink.Label(button), 60), lineStart: false)}]({MessageLink.To(button)})";

    private static string CodeLine(string line)
    {
        var text = line.TrimStart(' ', '\t');
        return string.Concat(Enumerable.Repeat("&nbsp;", line.Length - text.Length)) + DingTalkText.Escape(text, lineStart: true);
    }

    private static string Quoted(string text) => "> " + text.Replace("\n", "\n> ", StringComparison.Ordinal).Replace("> \n", ">\n", StringComparison.Ordinal);

    private static string Indented(string text) => "    " + text.Replace("\n", "\n    ", StringComparison.Ordinal);
}
