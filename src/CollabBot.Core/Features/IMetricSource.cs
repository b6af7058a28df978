namespace CollabBot.Core.Features;

/// <summary>One number of <c>GET /metrics</c>: a counter with one label.</summary>
public sealed record Metric(string Name, string Help, string Label, string LabelValue, double Value);

/// <summary>Counts something worth watching; its numbers stand in <c>GET /metrics</c>.</summary>
public interface IMetricSource
{
    /// <summary>The numbers as of now; those of one name must follow one another.</summary>
    IEnumerable<Metric> Read();
}
