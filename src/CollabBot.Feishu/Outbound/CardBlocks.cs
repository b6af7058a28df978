using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>Blocks as card elements.</summary>
internal sealed class CardBlocks(IReadOnlyDictionary<string, string> users, bool direct)
{
    // The platform takes five tables and fifty columns in a card
    private const int MostTables = 5;
    private const int MostColumns = 50;
    private int tables;

    public void Add(JsonArray elements, Block block)
    {
        switch (block)
        {
            case Block.Heading heading:
                AddMarkdown(elements, Bold(heading), heading.Level <= 2 ? "heading" : null);
                break;
            case Block.Divider:
                elements.Add(CardNodes.Rule());
                break;
            case Block.Actions actions:
                AddButtons(elements, actions.Buttons);
                break;
            case Block.Table { Rows.Count: > 0 } table when table.Header.Count is > 0 and <= MostColumns && tables < MostTables:
                tables++;
                elements.Add(TableOf(table));
                break;
            default:
                AddMarkdown(elements, Markdown(block), null);
                foreach (var inner in Buried(block))
                    AddButtons(elements, inner.Buttons);
                break;
        }
    }

    private static void AddMarkdown(JsonArray elements, string content, string? size)
    {
        if (string.IsNullOrWhiteSpace(content))
            return;
        var node = CardNodes.Markdown(content);
        if (size is not null)
            node["text_size"] = size;
        elements.Add(node);
    }

    private void AddButtons(JsonArray elements, IReadOnlyList<CommandButton> buttons)
    {
        var nodes = buttons.Select(b => CardNodes.Button(b, direct)).ToList();
        if (nodes.Count > 0)
            elements.Add(nodes.Count == 1 ? nodes[0] : CardNodes.Row(nodes));
    }

    // Buttons cannot stand inside markdown: those of a quote or list follow it
    private static IEnumerable<Block.Actions> Buried(Block block) => block switch
    {
        Block.Actions actions => [actions],
        Block.Quote quote => quote.Blocks.SelectMany(Buried),
        Block.ItemList list => list.Items.SelectMany(i => i.Children).SelectMany(Buried),
        _ => [],
    };

    private string Markdown(Block block) => block switch
    {
        Block.Heading heading => Bold(heading),
        Block.Paragraph paragraph => FeishuMarkdown.Of(paragraph.Text, users),
        Block.ItemList list => List(list, ""),
        Block.Quote quote => Quoted(quote),
        Block.CodeBlock code => Fenced(code),
        Block.Table table => Lines(table),
        Block.Divider => "",
        Block.Actions => "",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private string Bold(Block.Heading heading)
    {
        var text = FeishuMarkdown.Of([new Inline.Strong(heading.Text)], users);
        return text.TrimEnd();
    }

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
                var text = child is Block.ItemList nested ? List(nested, inner) : inner + Markdown(child).Replace("\n", "\n" + inner, StringComparison.Ordinal);
                if (!string.IsNullOrWhiteSpace(text))
                    lines.Append(text).Append('\n');
            }
        }

        return lines.ToString().TrimEnd('\n');
    }

    private string Quoted(Block.Quote quote)
    {
        var text = string.Join("\n\n", quote.Blocks.Select(Markdown).Where(m => !string.IsNullOrWhiteSpace(m)));
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

    private string Cell(Cell cell) => FeishuMarkdown.Of(cell.Text, users).Replace("\n", " ", StringComparison.Ordinal);

    private JsonObject TableOf(Block.Table table)
    {
        var columns = table.Header.Select((head, i) => new JsonObject
        {
            ["name"] = Column(i),
            ["display_name"] = PlainText.Clip(PlainText.Of(head.Text), 100),
            ["data_type"] = "markdown",
            ["width"] = "auto",
        });
        var rows = table.Rows.Select(row => new JsonObject([.. row.Cells.Take(table.Header.Count).Select((cell, i) => KeyValuePair.Create(Column(i), (JsonNode?)Cell(cell)))]));
        return new JsonObject
        {
            ["tag"] = "table",
            ["page_size"] = Math.Clamp(table.Rows.Count, 1, 10),
            ["row_height"] = "auto",
            ["header_style"] = new JsonObject { ["background_style"] = "grey", ["bold"] = true },
            ["columns"] = new JsonArray([.. columns]),
            ["rows"] = new JsonArray([.. rows]),
        };
    }

    private static string Column(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index}");
}
