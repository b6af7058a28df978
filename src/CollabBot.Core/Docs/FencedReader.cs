using System.Globalization;
using Markdig.Extensions.CustomContainers;

namespace CollabBot.Core.Docs;

/// <summary>A fence of colons → what its first word names; any other is only what stands in it.</summary>
internal static class FencedReader
{
    public static IReadOnlyList<Block> Read(CustomContainer fence, IReadOnlyList<Block> inside)
    {
        var words = StandIns.Restore(fence.Arguments ?? "").Trim();
        return (fence.Info, inside) switch
        {
            ("details", _) => [new Block.Details(words, inside)],
            ("figures", [Block.Table { Rows: [var row] } table]) => [new Block.Figures([.. table.Header.Zip(row.Cells, (label, value) => new Figure(label.Text, value.Text))])],
            ("chart", [Block.Table table]) => [Chart(words, table)],
            _ => inside,
        };
    }

    private static Block Chart(string words, Block.Table table)
    {
        var kind = words.Split(' ', 2);
        var rows = table.Rows.Select(r => r.Cells.Select(c => DocText.Of(c.Text)).ToList()).ToList();
        var series = table.Header.Skip(1).Select((head, i) => new ChartSeries(DocText.Of(head.Text), [.. rows.Select(r => Number(r.ElementAtOrDefault(i + 1)))])).ToList();
        return series.Exists(s => s.Values.Any(v => v is not null))
            ? new Block.Chart(kind[0] == "bar" ? ChartKind.Bar : ChartKind.Line, kind.ElementAtOrDefault(1) ?? "", [.. rows.Select(r => r.FirstOrDefault() ?? "")], series)
            : table;
    }

    private static decimal? Number(string? cell) =>
        decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
