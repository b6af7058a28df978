using Microsoft.Extensions.Logging;

namespace CollabBot.Core.Features;

/// <summary>Counts what a platform delivers and nothing here reads, by its kind, and names each kind once in the log: somebody ticked too much in the console, or the platform speaks of something new.</summary>
public sealed class UnusedKinds(string platform, string metric, ILogger logger) : IMetricSource
{
    // The kinds come from outside: whoever invents new ones must not fill the memory
    private const int MostKinds = 100, MostLength = 80;
    private const string Others = "others";
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>One more of the kind.</summary>
    public void Count(string kind)
    {
        var name = new string([.. kind.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or '*' or ' ').Take(MostLength)]);
        bool first;
        lock (gate)
        {
            if (!counts.ContainsKey(name) && counts.Count >= MostKinds)
                name = Others;
            first = counts.TryAdd(name, 1);
            if (!first)
                counts[name]++;
        }

        if (first)
            logger.LogInformation("{Platform} delivered {Kind}, which is not used; it is acknowledged and only counted from now on", platform, name);
    }

    /// <inheritdoc/>
    public IEnumerable<Metric> Read()
    {
        lock (gate)
            return [.. counts.Select(c => new Metric(metric, $"Frames and events of {platform} that nothing reads", "kind", c.Key, c.Value))];
    }
}
