using CollabBot.Core.Features;
using Microsoft.Extensions.Logging;

namespace CollabBot.DingTalk.Inbound;

/// <summary>What DingTalk delivers and nothing here reads.</summary>
internal sealed class UnusedFrames(ILogger<UnusedFrames> logger) : IMetricSource
{
    private readonly UnusedKinds kinds = new("DingTalk", "collabbot_dingtalk_unused_total", logger);

    /// <summary>One more of the kind.</summary>
    public void Count(string kind) => kinds.Count(kind);

    public IEnumerable<Metric> Read() => kinds.Read();
}
