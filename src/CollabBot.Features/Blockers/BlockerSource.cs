namespace CollabBot.Features.Blockers;

/// <summary>What is known of the message a blocker was made from.</summary>
public sealed record BlockerSource
{
    /// <summary>True when the message was the command itself: its words hold names and dates that the blocker keeps apart.</summary>
    public bool IsCommand { get; init; }

    /// <summary>Where it can be seen; null where the platform has no such address.</summary>
    public string? Link { get; init; }

    /// <summary>When it was recalled; null while it stands.</summary>
    public DateTimeOffset? RecalledAt { get; init; }

    /// <summary>The last edit we know of; null if there was none.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>What it says since that edit, until somebody takes the words over.</summary>
    public string? NewWords { get; init; }
}
