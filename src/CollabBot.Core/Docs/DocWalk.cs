namespace CollabBot.Core.Docs;

/// <summary>Visits every inline of a document, in reading order.</summary>
public static class DocWalk
{
    /// <summary>All inlines, nested ones after their parent.</summary>
    public static IEnumerable<Inline> Inlines(IEnumerable<Block> blocks) => blocks.SelectMany(Inlines);

    private static IEnumerable<Inline> Inlines(Block block) => block switch
    {
        Block.Heading heading => heading.Text.SelectMany(Deep),
        Block.Paragraph paragraph => paragraph.Text.SelectMany(Deep),
        Block.ItemList list => list.Items.SelectMany(i => i.Text.SelectMany(Deep).Concat(Inlines(i.Children))),
        Block.Table table => table.Header.Concat(table.Rows.SelectMany(r => r.Cells)).SelectMany(c => c.Text).SelectMany(Deep),
        Block.Quote quote => Inlines(quote.Blocks),
        Block.Details details => Inlines(details.Blocks),
        Block.Figures figures => figures.Items.SelectMany(f => f.Label.Concat(f.Value)).SelectMany(Deep),
        _ => [],
    };

    private static IEnumerable<Inline> Deep(Inline inline) => inline switch
    {
        Inline.Strong strong => strong.Text.SelectMany(Deep).Prepend(inline),
        Inline.Emphasis emphasis => emphasis.Text.SelectMany(Deep).Prepend(inline),
        Inline.Struck struck => struck.Text.SelectMany(Deep).Prepend(inline),
        Inline.Link link => link.Text.SelectMany(Deep).Prepend(inline),
        _ => [inline],
    };
}
