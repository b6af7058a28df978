using System.Text.Json.Nodes;
using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>Blocks as card elements. What the platform takes only so often in a card is drawn in a plainer way from then on.</summary>
internal sealed class CardBlocks(CardSetting setting)
{
    /// <summary>The platform takes so many tables in a card.</summary>
    public const int MostTables = 5;

    // The documentation advises no more charts than that, and five containers within one another
    private const int MostCharts = 5;
    private const int DeepestPanel = 3;
    private readonly BlockMarkdown markdown = new(setting.Users);
    private int tables;
    private int charts;

    public void Add(JsonArray elements, Block block) => Add(elements, block, 0);

    private void Add(JsonArray elements, Block block, int depth)
    {
        switch (block)
        {
            case Block.Heading heading:
                AddMarkdown(elements, markdown.Of(heading), heading.Level <= 2 ? "heading" : null);
                break;
            case Block.Divider:
                elements.Add(CardNodes.Rule());
                break;
            case Block.Actions actions:
                AddButtons(elements, actions.Buttons);
                break;
            // Tables stand at the root only
            case Block.Table table when !setting.Plain && depth == 0 && CardTable.Takes(table) && tables < MostTables:
                tables++;
                elements.Add(CardTable.Of(table, markdown));
                break;
            case Block.Chart chart when !setting.Plain && charts < MostCharts:
                charts++;
                elements.Add(CardChart.Of(chart));
                break;
            case Block.Figures figures when !setting.Plain:
                elements.Add(CardNodes.Figures(figures, setting.Users));
                break;
            case Block.Details details when !setting.Plain && depth < DeepestPanel:
                AddPanel(elements, details, depth);
                break;
            case Block.Chart or Block.Details or Block.Figures:
                foreach (var plain in PlainBlocks.Of([block]))
                    Add(elements, plain, depth);
                break;
            default:
                AddMarkdown(elements, markdown.Of(block), null);
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
        var nodes = buttons.Select(b => CardNodes.Button(b, setting)).ToList();
        if (nodes.Count > 0)
            elements.Add(nodes.Count == 1 ? nodes[0] : CardNodes.Row(nodes));
    }

    private void AddPanel(JsonArray elements, Block.Details details, int depth)
    {
        var inside = new JsonArray();
        foreach (var block in details.Blocks)
            Add(inside, block, depth + 1);
        if (inside.Count > 0)
            elements.Add(CardNodes.Panel(details.Summary, inside));
    }

    // Buttons cannot stand inside markdown: those of a quote or list follow it
    private static IEnumerable<Block.Actions> Buried(Block block) => block switch
    {
        Block.Actions actions => [actions],
        Block.Quote quote => quote.Blocks.SelectMany(Buried),
        Block.Details details => details.Blocks.SelectMany(Buried),
        Block.ItemList list => list.Items.SelectMany(i => i.Children).SelectMany(Buried),
        _ => [],
    };
}
