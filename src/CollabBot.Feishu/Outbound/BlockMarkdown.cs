using System.Globalization;
using System.Text;
using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>Blocks in the markdown of Feishu's cards; what markdown lacks is drawn in its plainer form, buttons are left out.</summary>
internal sealed class BlockMarkdown(IReadOnlyDictionary<string, string> users)
{
    public string Of(Block block) => block switch
    {
        Block.Heading heading => FeishuMarkdown.Of([new Inline.Strong(heading.Text)], users).TrimEnd(),
        Block.Paragraph paragraph => FeishuMarkdown.Of(paragraph.Text, users),
        Block.ItemList list => List(list, ""),
        Block.Quote quote => Quoted(quote),
        Block.CodeBlock code => Fenced(code),
        Block.Table table => Lines(table),
        Block.Divider => "",
        Block.Actions => "",
        Block.Details or Block.Figures or Block.Chart => string.Join("\n\n", PlainBlocks.Of([block]).Select(Of).Where(m => !string.IsNullOrWhiteSpace(m))),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public string Cell(Cell cell) => FeishuMarkdown.Of(cell.Text, users).Replace("\n", " ", StringComparison.Ordinal);

    private string List(Block.ItemList list, string indent)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < list.Items.Count; i++)
        {
            var item = list.Items[i];
            var marker = list.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{i + 1}. ") : "- ";
            var tick = item.Checked switch
            {
                true => "☑ ",
                false => "☐ ",
                null => "",
            };
            var inner = indent + "    ";
            lines.Append(indent).Append(marker).Append(tick).Append(FeishuMarkdown.Of(item.Text, users).Replace("\n", "\n" + inner, StringComparison.Ordinal)).Append('\n');
            foreach (var child in item.Children)
            {
                var text = child is Block.ItemList nested ? List(nested, inner) : inner + Of(child).Replace("\n", "\n" + inner, StringComparison.Ordinal);
                if (!string.IsNullOrWhiteSpace(text))
                    lines.Append(text).Append('\n');
            }
        }

        return lines.ToString().TrimEnd('\n');
    }

    private string Quoted(Block.Quote quote)
    {
        var text = string.Join("\n\n", quote.Blocks.Select(Of).Where(m => !string.IsNullOrWhiteSpace(m)));
        return text.Length == 0 ? "" : "> " + text.Replace("\n", "\n> ", StringComparison.Ordinal);
    }

    // Nothing can be escaped in here: an invisible joint breaks what could close the fence or be a tag
    private static string Fenced(Block.CodeBlock code)
    {
        var text = new StringBuilder(code.Text.ReplaceLineEndings("\n")).Replace("```", "``\u200b`").Replace("<", "<\u200b").ToString();
        var language = string.Concat(code.Language.Where(char.IsAsciiLetterOrDigit));
        return $"```{language}\n{text}\n```";
    }

    private string Lines(Block.Table table) => string.Join('\n', table.Rows.Select(r => r.Cells).Prepend(table.Header)
        .Select(cells => "- " + string.Join(" · ", cells.Select(Cell))));
}
