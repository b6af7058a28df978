using CollabBot.Core.Storage;

namespace CollabBot.Core.Delivery;

/// <summary>A platform that refuses our credentials or permissions, so that nothing is sent to it for now; its id is the platform's name. Gone when a send is let through again.</summary>
[Collection("pauses", Ledger = false)]
public sealed record PausedPlatform : Document
{
    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The platform's code and words; no message text.</summary>
    public required string Reason { get; init; }

    /// <summary>All that are paused.</summary>
    public static Query<PausedPlatform> All { get; } = Query<PausedPlatform>.All;
}
