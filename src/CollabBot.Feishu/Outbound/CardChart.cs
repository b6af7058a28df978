using System.Text.Json.Nodes;
using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>A chart as the chart component, whose drawing is a VChart spec: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/chart</summary>
internal static class CardChart
{
    // Equal labels would share one place on the axis: an invisible sign tells them apart
    private const char Apart = '\u200b';

    public static JsonObject Of(Block.Chart chart)
    {
        var labels = chart.Labels.Select((label, i) => label + new string(Apart, chart.Labels.Take(i).Count(l => l == label))).ToList();
        var values = chart.Series.SelectMany(s => labels.Zip(s.Values, (label, value) => (s.Name, label, value))).Where(v => v.value is not null)
            .Select(v => new JsonObject { ["label"] = v.label, ["value"] = v.value, ["series"] = v.Name });
        var several = chart.Series.Count > 1;
        var spec = new JsonObject
        {
            ["type"] = chart.Kind == ChartKind.Bar ? "bar" : "line",
            ["data"] = new JsonObject { ["values"] = new JsonArray([.. values]) },
            ["xField"] = several && chart.Kind == ChartKind.Bar ? new JsonArray("label", "series") : "label",
            ["yField"] = "value",
            ["label"] = new JsonObject { ["visible"] = true },
        };
        if (several)
            (spec["seriesField"], spec["legends"]) = ("series", new JsonObject { ["visible"] = true, ["orient"] = "bottom" });
        if ((chart.Unit.Length > 0 ? chart.Unit : several ? "" : chart.Series[0].Name) is { Length: > 0 } title)
            spec["title"] = new JsonObject { ["text"] = title };
        return new JsonObject { ["tag"] = "chart", ["aspect_ratio"] = "16:9", ["color_theme"] = "brand", ["preview"] = true, ["chart_spec"] = spec };
    }
}
