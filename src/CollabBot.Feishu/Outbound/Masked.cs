using System.Text.RegularExpressions;
using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>A card in which telephone numbers, mail addresses and identity or account numbers cannot be read, with a last line that says so. Command lines stay as they are.</summary>
internal static partial class Masked
{
    private const int KeptInFront = 3;
    private const int KeptBehind = 2;

    public static Card Of(Card card, string line) => card with
    {
        Title = card.Title is null ? null : Of(card.Title),
        Body = new Doc([.. Of(card.Body.Blocks), new Block.Paragraph([new Inline.Emphasis([new Inline.Words(line)])])]),
        Form = card.Form is null ? null : card.Form with { Fields = [.. card.Form.Fields.Select(f => f with { Value = f.Value is null ? null : Of(f.Value), Hint = f.Hint is null ? null : Of(f.Hint) })] },
    };

    public static string Of(string text) => Secret().Replace(text, found => found.Value.Contains('@', StringComparison.Ordinal)
        ? found.Value[..1] + "***"
        : found.Value[..KeptInFront] + new string('*', found.Length - KeptInFront - KeptBehind) + found.Value[^KeptBehind..]);

    private static IReadOnlyList<Block> Of(IReadOnlyList<Block> blocks) => [.. blocks.Select(Of)];

    private static Block Of(Block block) => block switch
    {
        Block.Heading heading => heading with { Text = Of(heading.Text) },
        Block.Paragraph paragraph => new Block.Paragraph(Of(paragraph.Text)),
        Block.ItemList list => list with { Items = [.. list.Items.Select(i => i with { Text = Of(i.Text), Children = Of(i.Children) })] },
        Block.Table table => new Block.Table([.. table.Header.Select(Of)], [.. table.Rows.Select(r => new Row([.. r.Cells.Select(Of)]))]),
        Block.Quote quote => new Block.Quote(Of(quote.Blocks)),
        Block.CodeBlock code => code with { Text = Of(code.Text) },
        Block.Details details => new Block.Details(Of(details.Summary), Of(details.Blocks)),
        Block.Figures figures => new Block.Figures([.. figures.Items.Select(f => new Figure(Of(f.Label), Of(f.Value)))]),
        Block.Chart chart => chart with { Labels = [.. chart.Labels.Select(Of)], Series = [.. chart.Series.Select(s => s with { Name = Of(s.Name) })] },
        Block.Actions actions => new Block.Actions([.. actions.Buttons.Select(b => b with { Label = Of(b.Label), Confirm = b.Confirm is null ? null : Of(b.Confirm) })]),
        Block.Divider => block,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static Cell Of(Cell cell) => new(Of(cell.Text));

    private static IReadOnlyList<Inline> Of(IReadOnlyList<Inline> text) => [.. text.Select(part => part switch
    {
        Inline.Words words => new Inline.Words(Of(words.Text)),
        Inline.Code code => new Inline.Code(Of(code.Text)),
        Inline.Strong strong => new Inline.Strong(Of(strong.Text)),
        Inline.Emphasis emphasis => new Inline.Emphasis(Of(emphasis.Text)),
        Inline.Struck struck => new Inline.Struck(Of(struck.Text)),
        Inline.Link link => link with { Text = Of(link.Text) },
        Inline.At or Inline.Break => part,
        _ => throw new System.Diagnostics.UnreachableException(),
    })];

    // Mail; mobile numbers of China, also with gaps; numbers with their country; with their area; identity cards and bank accounts. Dates and amounts are none of these
    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|\+\d{1,3}[ -]?\d[\d -]{5,12}\d|0\d{2,3}[ -]?\d{7,8}|\d{15,19}|\d{17}[Xx])(?!\d)")]
    private static partial Regex Secret();
}
