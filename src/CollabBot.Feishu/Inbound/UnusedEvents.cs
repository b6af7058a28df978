using CollabBot.Core.Features;
using Microsoft.Extensions.Logging;

namespace CollabBot.Feishu.Inbound;

/// <summary>What Feishu delivers and nothing here reads: events, and frames of the long connection.</summary>
internal sealed class UnusedEvents(ILogger<UnusedEvents> logger) : IMetricSource
{
    private readonly UnusedKinds kinds = new("Feishu", "collabbot_feishu_unused_total", logger);

    /// <summary>One more of the kind.</summary>
    public void Count(string kind) => kinds.Count(kind);

    public IEnumerable<Metric> Read() => kinds.Read();
}
