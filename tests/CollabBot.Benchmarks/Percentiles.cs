using System.Globalization;

namespace CollabBot.Benchmarks;

/// <summary>A set of measured times.</summary>
internal sealed class Percentiles(IEnumerable<TimeSpan> times)
{
    private readonly double[] sorted = [.. times.Select(t => t.TotalMilliseconds).Order()];

    public int Count => sorted.Length;

    public double At(double part) => sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Length) - 1, 0, sorted.Length - 1)];

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):F1} ms, p90 {At(0.9):F1} ms, p99 {At(0.99):F1} ms, most {At(1):F1} ms of {Count}");
}
