using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>Shortens a document to a number of characters and blocks, from the end.</summary>
internal sealed class DocClip
{
    private int characters;
    private int blocks;

    private DocClip(int characters, int blocks) => (this.characters, this.blocks) = (characters, blocks);

    /// <summary>True when something was left out.</summary>
    private bool Cut { get; set; }

    public static (Doc Doc, bool Cut) To(Doc doc, int characters, int blocks)
    {
        var clip = new DocClip(characters, blocks);
        var kept = clip.Blocks(doc.Blocks);
        return (new Doc(kept), clip.Cut);
    }

    private List<Block> Blocks(IReadOnlyList<Block> from)
    {
        var kept = new List<Block>();
        foreach (var block in from)
        {
            if (blocks <= 0 || characters <= 0)
            {
                Cut = true;
                break;
            }

            blocks--;
            kept.Add(Shorter(block));
        }

        return kept;
    }

    private Block Shorter(Block block) => block switch
    {
        Block.Heading heading => heading with { Text = Text(heading.Text) },
        Block.Paragraph paragraph => paragraph with { Text = Text(paragraph.Text) },
        Block.ItemList list => list with { Items = While(list.Items, i => i with { Text = Text(i.Text), Children = Blocks(i.Children) }) },
        Block.Table table => table with { Header = [.. table.Header.Select(Shorter)], Rows = While(table.Rows, r => new Row([.. r.Cells.Select(Shorter)])) },
        Block.Quote quote => quote with { Blocks = Blocks(quote.Blocks) },
        Block.CodeBlock code => code with { Text = Take(code.Text) },
        Block.Actions actions => Spend(actions),
        _ => block,
    };

    private Cell Shorter(Cell cell) => new(Text(cell.Text));

    private List<T> While<T>(IReadOnlyList<T> items, Func<T, T> shorter)
    {
        var kept = new List<T>();
        foreach (var item in items)
        {
            if (characters <= 0)
            {
                Cut = true;
                break;
            }

            kept.Add(shorter(item));
        }

        return kept;
    }

    private Block.Actions Spend(Block.Actions actions)
    {
        characters -= actions.Buttons.Sum(b => b.Label.Length + b.Line.Length);
        return actions;
    }

    private List<Inline> Text(IReadOnlyList<Inline> text) => While(text, part => part switch
    {
        Inline.Words words => words with { Text = Take(words.Text) },
        Inline.Code code => code with { Text = Take(code.Text) },
        Inline.Strong strong => strong with { Text = Text(strong.Text) },
        Inline.Emphasis emphasis => emphasis with { Text = Text(emphasis.Text) },
        Inline.Struck struck => struck with { Text = Text(struck.Text) },
        Inline.Link link => link with { Text = Text(link.Text) },
        _ => part,
    });

    private string Take(string text)
    {
        if (text.Length <= characters)
        {
            characters -= text.Length;
            return text;
        }

        Cut = true;
        var taken = PlainText.Clip(text, Math.Max(1, characters));
        characters = 0;
        return taken;
    }
}
