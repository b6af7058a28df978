using System.Globalization;

namespace CollabBot.Core.Docs;

/// <summary>Takes blocks apart between their units: entries, rows, blocks, buttons, or signs of running text. Nothing is lost.</summary>
public static class BlockSplit
{
    /// <summary>How many units a block has; it can be split after each but the last.</summary>
    public static int Units(Block block) => block switch
    {
        Block.Heading heading => InlineSplit.Length(heading.Text),
        Block.Paragraph paragraph => InlineSplit.Length(paragraph.Text),
        Block.ItemList list => list.Items.Count,
        Block.Table table => table.Rows.Count,
        Block.Quote quote => quote.Blocks.Count,
        Block.Details details => details.Blocks.Count,
        Block.CodeBlock code => code.Text.Length,
        Block.Actions actions => actions.Buttons.Count,
        Block.Figures figures => figures.Items.Count,
        _ => 1,
    };

    /// <summary>The first units, and the rest.</summary>
    public static (Block Head, Block Tail) At(Block block, int units) => block switch
    {
        Block.Heading heading => Two(InlineSplit.At(heading.Text, units), t => new Block.Heading(heading.Level, t)),
        Block.Paragraph paragraph => Two(InlineSplit.At(paragraph.Text, units), t => new Block.Paragraph(t)),
        Block.ItemList list => Two(Cut(Numbered(list).Items, units), t => new Block.ItemList(false, t)),
        Block.Table table => Two(Cut(table.Rows, units), t => table with { Rows = t }),
        Block.Quote quote => Two(Cut(quote.Blocks, units), t => new Block.Quote(t)),
        Block.Details details => Two(Cut(details.Blocks, units), t => details with { Blocks = t }),
        Block.CodeBlock code => Two(InlineSplit.Cut(code.Text, units), t => code with { Text = t }),
        Block.Actions actions => Two(Cut(actions.Buttons, units), t => new Block.Actions(t)),
        Block.Figures figures => Two(Cut(figures.Items, units), t => new Block.Figures(t)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What a block whose one unit is larger than a page consists of.</summary>
    public static IReadOnlyList<Block> Open(Block block) => block switch
    {
        Block.ItemList list => [.. Numbered(list).Items.SelectMany(i => i.Children.Prepend(new Block.Paragraph(Ticked(i))))],
        Block.Table table => [.. table.Rows.SelectMany(r => r.Cells.Select((c, i) => new Block.Paragraph([.. table.Header[i].Text, new Inline.Words(" "), .. c.Text])))],
        Block.Quote quote => quote.Blocks,
        Block.Details or Block.Chart or Block.Figures => PlainBlocks.Of([block]),
        _ => [new Block.Paragraph([new Inline.Words(DocText.Of(new Doc([block])))])],
    };

    // A list that goes on elsewhere would begin at 1 again: its numbers become words
    private static Block.ItemList Numbered(Block.ItemList list) => list.Ordered
        ? new Block.ItemList(false, [.. list.Items.Select((item, i) => item with { Text = [new Inline.Words(string.Create(CultureInfo.InvariantCulture, $"{i + 1}. ")), .. item.Text] })])
        : list;

    private static IReadOnlyList<Inline> Ticked(ListItem item) => item.Checked is { } done ? [new Inline.Words(done ? "☑ " : "☐ "), .. item.Text] : item.Text;

    private static (Block, Block) Two<T>((T Head, T Tail) parts, Func<T, Block> make) => (make(parts.Head), make(parts.Tail));

    private static (IReadOnlyList<T>, IReadOnlyList<T>) Cut<T>(IReadOnlyList<T> items, int units) => ([.. items.Take(units)], [.. items.Skip(units)]);
}
