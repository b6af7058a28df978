using System.Text.Json.Serialization;

namespace CollabBot.Core.Docs;

/// <summary>A document: the closed tree between templates and every output.</summary>
public sealed record Doc(IReadOnlyList<Block> Blocks)
{
    /// <summary>No blocks.</summary>
    public static Doc Empty { get; } = new([]);
}

/// <summary>A block-level part; exactly one of the nested cases.</summary>
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(ItemList), "list")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(Quote), "quote")]
[JsonDerivedType(typeof(CodeBlock), "code")]
[JsonDerivedType(typeof(Divider), "divider")]
[JsonDerivedType(typeof(Actions), "actions")]
[JsonDerivedType(typeof(Details), "details")]
[JsonDerivedType(typeof(Figures), "figures")]
[JsonDerivedType(typeof(Chart), "chart")]
public abstract record Block
{
    private Block()
    {
    }

    /// <summary>A heading, level 1 to 6.</summary>
    public sealed record Heading(int Level, IReadOnlyList<Inline> Text) : Block;

    /// <summary>Running text.</summary>
    public sealed record Paragraph(IReadOnlyList<Inline> Text) : Block;

    /// <summary>A list; numbered from 1 when <paramref name="Ordered"/>.</summary>
    public sealed record ItemList(bool Ordered, IReadOnlyList<ListItem> Items) : Block;

    /// <summary>A table; every row has as many cells as the header.</summary>
    public sealed record Table(IReadOnlyList<Cell> Header, IReadOnlyList<Row> Rows) : Block;

    /// <summary>Set-off blocks: a quotation or a note.</summary>
    public sealed record Quote(IReadOnlyList<Block> Blocks) : Block;

    /// <summary>Literal text, line breaks kept.</summary>
    public sealed record CodeBlock(string Language, string Text) : Block;

    /// <summary>A rule across the page.</summary>
    public sealed record Divider : Block;

    /// <summary>A row of buttons; left out where nobody can press one (wiki pages).</summary>
    public sealed record Actions(IReadOnlyList<CommandButton> Buttons) : Block;

    /// <summary>Blocks folded away below one line of words; simply below it where nothing folds.</summary>
    public sealed record Details(string Summary, IReadOnlyList<Block> Blocks) : Block;

    /// <summary>A few key numbers side by side, each with its label.</summary>
    public sealed record Figures(IReadOnlyList<Figure> Items) : Block;

    /// <summary>Numbers drawn as lines or bars, one value per label in each series; a table where nothing draws.</summary>
    public sealed record Chart(ChartKind Kind, string Unit, IReadOnlyList<string> Labels, IReadOnlyList<ChartSeries> Series) : Block;
}

/// <summary>One entry of a list; <see cref="Checked"/> is null for a plain one, true or false for a to-do.</summary>
public sealed record ListItem(IReadOnlyList<Inline> Text, IReadOnlyList<Block> Children, bool? Checked = null);

/// <summary>One cell.</summary>
public sealed record Cell(IReadOnlyList<Inline> Text);

/// <summary>One row of cells.</summary>
public sealed record Row(IReadOnlyList<Cell> Cells);

/// <summary>One key number.</summary>
public sealed record Figure(IReadOnlyList<Inline> Label, IReadOnlyList<Inline> Value);

/// <summary>How a chart shows its numbers.</summary>
public enum ChartKind
{
    /// <summary>A course over time.</summary>
    Line,

    /// <summary>Amounts to compare.</summary>
    Bar,
}

/// <summary>One line of a chart, or one colour of bars; null where nothing was measured.</summary>
public sealed record ChartSeries(string Name, IReadOnlyList<decimal?> Values);

/// <summary>A piece of running text; exactly one of the nested cases.</summary>
[JsonDerivedType(typeof(Words), "words")]
[JsonDerivedType(typeof(Strong), "strong")]
[JsonDerivedType(typeof(Emphasis), "emphasis")]
[JsonDerivedType(typeof(Struck), "struck")]
[JsonDerivedType(typeof(Code), "code")]
[JsonDerivedType(typeof(Link), "link")]
[JsonDerivedType(typeof(At), "at")]
[JsonDerivedType(typeof(Break), "break")]
public abstract record Inline
{
    private Inline()
    {
    }

    /// <summary>Inert words: whatever they hold, no output treats them as markup.</summary>
    public sealed record Words(string Text) : Inline;

    /// <summary>Bold.</summary>
    public sealed record Strong(IReadOnlyList<Inline> Text) : Inline;

    /// <summary>Italic.</summary>
    public sealed record Emphasis(IReadOnlyList<Inline> Text) : Inline;

    /// <summary>Struck through.</summary>
    public sealed record Struck(IReadOnlyList<Inline> Text) : Inline;

    /// <summary>Literal words.</summary>
    public sealed record Code(string Text) : Inline;

    /// <summary>A link; the target is http, https or <c>page:path</c> (a wiki page).</summary>
    public sealed record Link(IReadOnlyList<Inline> Text, string Target) : Inline;

    /// <summary>Mentions a person by our person id; each platform draws its own @, which notifies. Name is the fallback.</summary>
    public sealed record At(string PersonId, string Name) : Inline;

    /// <summary>A line break.</summary>
    public sealed record Break : Inline;
}
