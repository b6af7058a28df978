using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace CollabBot.Core.Docs;

/// <summary>A document as plain text: for text-only messages, notifications and titles. Buttons appear as the line to type.</summary>
public static class DocText
{
    /// <summary>Lines joined by "\n", blocks of the top level separated by an empty line.</summary>
    public static string Of(Doc doc) => string.Join("\n\n", doc.Blocks.Select(Of));

    /// <summary>A card as plain text: title, then body.</summary>
    public static string Of(Card card) => string.Join("\n\n", new[] { card.Title ?? "", Of(card.Body) }.Where(t => t.Length > 0));

    /// <summary>Running text without its markup; a mention is @name.</summary>
    public static string Of(IReadOnlyList<Inline> text)
    {
        var plain = new StringBuilder();
        foreach (var inline in text)
            plain.Append(inline switch
            {
                Inline.Words words => words.Text,
                Inline.Strong strong => Of(strong.Text),
                Inline.Emphasis emphasis => Of(emphasis.Text),
                Inline.Struck struck => Of(struck.Text),
                Inline.Code code => code.Text,
                Inline.Link link => Of(link.Text),
                Inline.At at => "@" + at.Name,
                Inline.Break => "\n",
                _ => throw new UnreachableException(),
            });
        return plain.ToString();
    }

    private static string Of(Block block) => block switch
    {
        Block.Heading heading => Of(heading.Text),
        Block.Paragraph paragraph => Of(paragraph.Text),
        Block.ItemList list => string.Join('\n', list.Items.Select((item, i) => Of(item, list.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}. ") : "• "))),
        Block.Table table => string.Join('\n', table.Rows.Prepend(new Row(table.Header)).Select(r => string.Join(" | ", r.Cells.Select(c => Of(c.Text).Replace('\n', ' '))))),
        Block.Quote quote => Indent(string.Join('\n', quote.Blocks.Select(Of)), "> ", "> "),
        Block.CodeBlock code => code.Text,
        Block.Divider => "———",
        Block.Details details => Indent(string.Join('\n', details.Blocks.Select(Of).Prepend(details.Summary)), "▾ ", "  "),
        Block.Figures figures => string.Join(" · ", figures.Items.Select(f => $"{Of(f.Label)} {Of(f.Value)}".Replace('\n', ' '))),
        Block.Chart chart => Of(PlainBlocks.Table(chart)),
        Block.Actions actions => string.Join('\n', actions.Buttons.Select(b => b.Url is not null ? $"▸ {b.Label}: {b.Url}" : b.Label == b.Line ? $"▸ {b.Line}" : $"▸ {b.Label}: {b.Line}")),
        _ => throw new UnreachableException(),
    };

    private static string Of(ListItem item, string marker)
    {
        var box = item.Checked switch { true => "☑ ", false => "☐ ", null => "" };
        return Indent(string.Join('\n', item.Children.Select(Of).Prepend(box + Of(item.Text))), marker, "  ");
    }

    private static string Indent(string text, string first, string rest) => first + text.Replace("\n", "\n" + rest, StringComparison.Ordinal);
}
