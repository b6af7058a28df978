using System.Globalization;
using System.Text;
using CollabBot.Core.Delivery;
using CollabBot.Core.Features;
using CollabBot.Core.Time;

namespace CollabBot.Web;

/// <summary><c>GET /metrics</c> in Prometheus text: how full the queues are, how old their oldest envelope is, and what the process uses.</summary>
public static class Metrics
{
    public static void MapMetrics(this WebApplication app) => app.MapGet("/metrics", WriteAsync);

    private static async Task<IResult> WriteAsync(IEnvelopeQueue queue, IEnumerable<IMetricSource> sources, TeamClock clock, CancellationToken cancel)
    {
        var depths = new List<(string Name, QueueDepth Depth)>();
        foreach (var name in Enum.GetValues<QueueName>())
            depths.Add((name.ToString().ToLowerInvariant(), await queue.DepthAsync(name, cancel)));

        var text = new StringBuilder();
        Gauge(text, "collabbot_queue_waiting", "Envelopes that wait", depths.Select(d => (d.Name, (double)d.Depth.Waiting)));
        Gauge(text, "collabbot_queue_leased", "Envelopes being worked on", depths.Select(d => (d.Name, (double)d.Depth.Leased)));
        Gauge(text, "collabbot_queue_buried", "Envelopes given up until a person replays them", depths.Select(d => (d.Name, (double)d.Depth.Buried)));
        Gauge(text, "collabbot_queue_oldest_seconds", "Age of the oldest envelope not done", depths.Select(d => (d.Name, d.Depth.Oldest is { } at ? Math.Max(0, (clock.Now - at).TotalSeconds) : 0)));
        Gauge(text, "collabbot_process_working_set_bytes", "Memory of the process", [("", Environment.WorkingSet)]);
        foreach (var counter in sources.SelectMany(s => s.Read()).GroupBy(m => (m.Name, m.Help)))
            Counter(text, counter.Key.Name, counter.Key.Help, counter);
        return Results.Text(text.ToString(), "text/plain; version=0.0.4; charset=utf-8");
    }

    private static void Gauge(StringBuilder text, string name, string help, IEnumerable<(string Queue, double Value)> values)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} gauge\n");
        foreach (var (queue, value) in values)
        {
            var label = queue.Length == 0 ? "" : $"{{queue=\"{queue}\"}}";
            text.Append(CultureInfo.InvariantCulture, $"{name}{label} {value}\n");
        }
    }

    private static void Counter(StringBuilder text, string name, string help, IEnumerable<Metric> values)
    {
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} counter\n");
        foreach (var metric in values)
            text.Append(CultureInfo.InvariantCulture, $"{name}{{{metric.Label}=\"{metric.LabelValue}\"}} {metric.Value}\n");
    }
}
