namespace CollabBot.Core.Docs;

/// <summary>
/// The one form of documents that mean the same: nothing empty, neighbouring words joined, line ends as <see cref="Inline.Break"/>, no bold within bold or link within link,
/// tables and charts rectangular, targets allowed. Parsing gives it; comparing and writing assume it.
/// </summary>
public static class NormalForm
{
    private const int DeepestBlock = 6;

    /// <summary>The document in normal form.</summary>
    public static Doc Of(Doc doc) => new(Blocks(doc.Blocks, 1, inItem: false));

    /// <summary>The block in normal form; null when nothing of it is left.</summary>
    public static Block? Of(Block block) => Of(block, 1, inItem: false);

    private static Block? Of(Block block, int depth, bool inItem) => block switch
    {
        Block.Heading heading => NormalInlines.Of(heading.Text) is { Count: > 0 } text ? new Block.Heading(Math.Clamp(heading.Level, 1, 6), text) : null,
        Block.Paragraph paragraph => NormalInlines.Of(paragraph.Text) is { Count: > 0 } text ? new Block.Paragraph(text) : null,
        Block.ItemList or Block.Quote or Block.Details when depth > DeepestBlock => Flat(block),
        Block.ItemList list => list.Items.Count > 0 ? new Block.ItemList(list.Ordered, [.. list.Items.Select(i => Of(i, depth))]) : null,
        Block.Table table => Of(table),
        Block.Quote quote => Blocks(quote.Blocks, depth + 1, inItem: false) is { Count: > 0 } blocks ? new Block.Quote(blocks) : null,
        Block.CodeBlock code => new Block.CodeBlock(string.Concat(code.Language.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '#')), Literal(code.Text, inItem)),
        Block.Divider => block,
        Block.Details details => Blocks(details.Blocks, depth + 1, inItem) is { Count: > 0 } blocks ? new Block.Details(LinkTarget.OneLine(details.Summary) is { Length: > 0 } said ? said : "…", blocks) : null,
        Block.Figures figures => Of(figures),
        Block.Chart chart => NormalChart.Of(chart) is { } drawn ? drawn : Of(PlainBlocks.Table(chart)),
        Block.Actions actions => Buttons(actions) is { Count: > 0 } buttons ? new Block.Actions(buttons) : null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static List<Block> Blocks(IReadOnlyList<Block> blocks, int depth, bool inItem) => [.. blocks.Select(b => Of(b, depth, inItem)).OfType<Block>()];

    private static ListItem Of(ListItem item, int depth) => new(NormalInlines.Of(item.Text), Blocks(item.Children, depth + 1, inItem: true), item.Checked);

    private static Block.Table? Of(Block.Table table) => table.Header.Count == 0
        ? null
        : new Block.Table([.. table.Header.Select(Of)], [.. table.Rows.Select(r => new Row([.. Enumerable.Range(0, table.Header.Count).Select(i => Of(r.Cells.ElementAtOrDefault(i) ?? new Cell([])))]))]);

    private static Block.Figures? Of(Block.Figures figures) => figures.Items.Count == 0
        ? null
        : new Block.Figures([.. figures.Items.Select(f => new Figure(NormalInlines.Of(f.Label), NormalInlines.Of(f.Value)))]);

    private static Cell Of(Cell cell) => new(NormalInlines.Of(cell.Text));

    private static List<CommandButton> Buttons(Block.Actions actions) =>
    [
        .. actions.Buttons.Select(b => b with { Line = LinkTarget.OneLine(b.Line) }).Where(b => b.Line.Length > 0 || b.Url is not null).Select(b => b with
        {
            Label = LinkTarget.OneLine(b.Label) is { Length: > 0 } label ? label : b.Line,
            Confirm = b.Confirm is not null && LinkTarget.OneLine(b.Confirm) is { Length: > 0 } question ? question : null,
        }),
    ];

    // What Markdig cannot keep in a list item: tabs, spaces of an empty line, a single leading space
    private static string Literal(string text, bool inItem) => string.Join('\n', StandIns.Clean(text)
        .Replace("\t", "    ", StringComparison.Ordinal)
        .Split('\n')
        .Select(l => l.TrimEnd())
        .Select(l => inItem && l is [' ', not ' ', ..] ? l[1..] : l));

    // Deeper nesting than anyone can read becomes plain lines, so that no input can make a tree that JSON or a platform refuses
    private static Block? Flat(Block block) => Of(new Block.Paragraph([new Inline.Words(DocText.Of(new Doc([block])))]), 1, inItem: false);
}
