namespace CollabBot.Core.Docs;

/// <summary>From where to where a chart's axis goes, and its round marks.</summary>
internal sealed record ChartScale(decimal Least, decimal Most, IReadOnlyList<decimal> Ticks)
{
    private const int Marks = 4;
    private const decimal Flat = 0.000001m;

    public static ChartScale Of(Block.Chart chart)
    {
        var values = chart.Series.SelectMany(s => s.Values).OfType<decimal>().ToList();
        var (least, most) = (values.Min(), values.Max());
        // Bars compare lengths, so they start at nothing
        if (chart.Kind == ChartKind.Bar)
            (least, most) = (Math.Min(0, least), Math.Max(0, most));
        if (most - least < Flat)
            return new ChartScale(least - 1, most + 1, [least]);
        var step = Step((most - least) / Marks);
        var bottom = Math.Floor(least / step) * step;
        var top = Math.Ceiling(most / step) * step;
        var ticks = new List<decimal>();
        for (var tick = bottom; tick <= top; tick += step)
            ticks.Add(tick);
        return new ChartScale(bottom, top, ticks);
    }

    // 1, 2 or 5 times a power of ten
    private static decimal Step(decimal rough)
    {
        var power = 1m;
        while (power * 10 <= rough)
            power *= 10;
        while (power > rough)
            power /= 10;
        return power * (rough / power) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        };
    }
}
