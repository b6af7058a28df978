using System.Globalization;

namespace CollabBot.Core.Docs;

/// <summary>The charts' part of <see cref="NormalForm"/>, and a chart's numbers as cells.</summary>
internal static class NormalChart
{
    private const decimal Largest = 1_000_000_000_000_000m;

    /// <summary>Rectangular, names on one line, numbers without trailing zeros; null when there is no number to draw, or one that no axis holds.</summary>
    public static Block.Chart? Of(Block.Chart chart)
    {
        var series = chart.Series.Select(s => new ChartSeries(LinkTarget.OneLine(s.Name), [.. chart.Labels.Select((_, i) => Plain(s.Values.ElementAtOrDefault(i)))])).ToList();
        return series.Exists(s => s.Values.Any(v => v is not null)) && series.TrueForAll(s => s.Values.All(v => v is null or (>= -Largest and <= Largest)))
            ? new Block.Chart(chart.Kind, LinkTarget.OneLine(chart.Unit), [.. chart.Labels.Select(LinkTarget.OneLine)], series)
            : null;
    }

    /// <summary>A number as it is written: never grouped, never rounded.</summary>
    public static string Number(decimal? value) => value?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Labels in the first column, a column for each series.</summary>
    public static Block.Table Cells(Block.Chart chart) => new(
        [new Cell([]), .. chart.Series.Select(s => Cell(s.Name))],
        [.. chart.Labels.Select((label, i) => new Row([Cell(label), .. chart.Series.Select(s => Cell(Number(s.Values.ElementAtOrDefault(i))))]))]);

    private static decimal? Plain(decimal? value) => value is null ? null : decimal.Parse(Number(value), CultureInfo.InvariantCulture);

    private static Cell Cell(string words) => new(words.Length == 0 ? [] : [new Inline.Words(words)]);
}
