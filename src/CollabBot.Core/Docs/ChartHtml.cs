using System.Globalization;
using System.Net;
using System.Text;

namespace CollabBot.Core.Docs;

/// <summary>A chart as a small drawing that needs no script; the page's stylesheet gives its colours.</summary>
internal static class ChartHtml
{
    private const double Width = 340;
    private const double Height = 170;
    private const double Left = 36;
    private const double Right = 12;
    private const double Top = 16;
    private const double Bottom = 22;
    private const int MostLabels = 5;

    public static string Of(Block.Chart chart)
    {
        var scale = ChartScale.Of(chart);
        var svg = new StringBuilder();
        foreach (var tick in scale.Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left:0.#}\" x2=\"{Width - Right:0.#}\" y1=\"{Y(scale, tick):0.#}\" y2=\"{Y(scale, tick):0.#}\"></line>");
            svg.Append(Words(Left - 6, Y(scale, tick) + 4, "tick end", NormalChart.Number(tick)));
        }

        var step = Math.Max(1, (int)Math.Ceiling(chart.Labels.Count / (double)MostLabels));
        for (var i = 0; i < chart.Labels.Count; i += step)
            svg.Append(Words(X(chart, i), Height - 5, "tick", chart.Labels[i]));
        for (var s = 0; s < chart.Series.Count; s++)
            svg.Append(chart.Kind == ChartKind.Bar ? Bars(chart, scale, s) : Line(chart, scale, s));
        var said = Encode(string.Join("; ", chart.Series.Select(s => $"{s.Name}: {string.Join(", ", chart.Labels.Zip(s.Values, (l, v) => $"{l} {NormalChart.Number(v)}"))}")));
        var legend = string.Concat(chart.Series.Select((s, i) => string.Create(CultureInfo.InvariantCulture, $"<span class=\"s{i % 4}\">{Encode(s.Name)}</span>")));
        var unit = chart.Unit.Length == 0 ? "" : $"<small>{Encode(chart.Unit)}</small>";
        return string.Create(CultureInfo.InvariantCulture,
            $"<figure class=\"chart\"><figcaption>{legend}{unit}</figcaption><svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{said}\">{svg}</svg></figure>");
    }

    private static string Line(Block.Chart chart, ChartScale scale, int series)
    {
        var points = chart.Series[series].Values.Select((v, i) => (Value: v, X: X(chart, i))).Where(p => p.Value is not null).Select(p => (p.Value, p.X, Y: Y(scale, p.Value!.Value))).ToList();
        var path = string.Join(' ', points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.X:0.#},{p.Y:0.#}")));
        // What never changes is a mark to reach, not a course
        var steady = points.Count > 1 && points.TrueForAll(p => p.Value == points[0].Value);
        var drawn = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<g class=\"s{series % 4}{(steady ? " steady" : "")}\"><polyline points=\"{path}\"></polyline>"));
        foreach (var point in steady ? [] : points)
            drawn.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{point.X:0.#}\" cy=\"{point.Y:0.#}\" r=\"3\"></circle>");
        if (points is [.., var last])
            drawn.Append(Words(last.X, last.Y - 7, last.X > Width - 40 ? "value end" : "value", NormalChart.Number(last.Value)));
        return drawn.Append("</g>").ToString();
    }

    private static string Bars(Block.Chart chart, ChartScale scale, int series)
    {
        var room = (Width - Left - Right) / chart.Labels.Count;
        var width = Math.Min(36, room * 0.7 / chart.Series.Count);
        var drawn = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"<g class=\"s{series % 4}\">"));
        foreach (var (value, i) in chart.Series[series].Values.Select((v, i) => (v, i)))
        {
            if (value is not { } number)
                continue;
            var (x, y, zero) = (X(chart, i) + ((series - (chart.Series.Count / 2.0)) * width), Y(scale, number), Y(scale, 0));
            drawn.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.#}\" y=\"{Math.Min(y, zero):0.#}\" width=\"{width * 0.9:0.#}\" height=\"{Math.Max(1, Math.Abs(zero - y)):0.#}\" rx=\"2\"></rect>");
            drawn.Append(Words(x + (width * 0.45), Math.Min(y, zero) - 4, "value", NormalChart.Number(number)));
        }

        return drawn.Append("</g>").ToString();
    }

    private static double X(Block.Chart chart, int index)
    {
        var room = Width - Left - Right;
        return chart.Kind == ChartKind.Bar
            ? Left + (room * (index + 0.5) / chart.Labels.Count)
            : Left + 8 + (chart.Labels.Count == 1 ? room / 2 : (room - 16) * index / (chart.Labels.Count - 1));
    }

    private static double Y(ChartScale scale, decimal value) => Top + ((Height - Top - Bottom) * (double)((scale.Most - value) / (scale.Most - scale.Least)));

    private static string Words(double x, double y, string kind, string words) =>
        string.Create(CultureInfo.InvariantCulture, $"<text class=\"{kind}\" x=\"{x:0.#}\" y=\"{y:0.#}\">{Encode(words.Length > 12 ? words[..11] + "…" : words)}</text>");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
