namespace CollabBot.Core.Docs;

/// <summary>The same content without what only cards and web pages draw: folded blocks lie open, key numbers are a line, a chart is its table.</summary>
public static class PlainBlocks
{
    /// <summary>The blocks, those inside lists and quotes included.</summary>
    public static IReadOnlyList<Block> Of(IReadOnlyList<Block> blocks) => [.. blocks.SelectMany(Of)];

    /// <summary>A chart's numbers as a table; the unit stands in the head.</summary>
    public static Block.Table Table(Block.Chart chart)
    {
        var cells = NormalChart.Cells(chart);
        return chart.Unit.Length == 0
            ? cells
            : cells with { Header = [cells.Header[0], .. chart.Series.Select(s => new Cell([new Inline.Words($"{s.Name} ({chart.Unit})".TrimStart())]))] };
    }

    private static IReadOnlyList<Block> Of(Block block) => block switch
    {
        Block.Details details => [new Block.Paragraph([new Inline.Strong([new Inline.Words(details.Summary)])]), .. Of(details.Blocks)],
        Block.Figures figures => [Line(figures)],
        Block.Chart chart => [Table(chart)],
        Block.Quote quote => [quote with { Blocks = Of(quote.Blocks) }],
        Block.ItemList list => [list with { Items = [.. list.Items.Select(i => i with { Children = Of(i.Children) })] }],
        _ => [block],
    };

    private static Block.Paragraph Line(Block.Figures figures) =>
        new(NormalInlines.Of([.. figures.Items.SelectMany((f, i) => (Inline[])[new Inline.Words(i == 0 ? "" : " · "), .. f.Label, new Inline.Words(" "), new Inline.Strong(f.Value)])]));
}
