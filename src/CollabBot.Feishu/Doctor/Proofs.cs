using CollabBot.Core.Storage;

namespace CollabBot.Feishu.Doctor;

/// <summary>What went round between the platform and us, kept over restarts; its id is the app's, so that another app begins without proofs. Ids and times only, no words.</summary>
[Collection("feishuproofs", Ledger = false)]
internal sealed record Proofs : Document
{
    /// <summary>When the last message came in.</summary>
    public DateTimeOffset? MessageAt { get; init; }

    /// <summary>Who wrote the last direct message, in which chat, and when.</summary>
    public DirectNote? Direct { get; init; }

    /// <summary>When a button was last pressed.</summary>
    public DateTimeOffset? PressAt { get; init; }

    /// <summary>How the last direct message of ours ended.</summary>
    public ReachNote? Reach { get; init; }

    /// <summary>The version of the app that was seen released last, and since when it is another than before.</summary>
    public string? VersionId { get; init; }

    /// <inheritdoc cref="VersionId"/>
    public DateTimeOffset? VersionAt { get; init; }

    /// <summary>The last direct messages that came in, newest last.</summary>
    public IReadOnlyList<HeardNote> Heard { get; init; } = [];

    /// <summary>The page in the wiki that test writes go to.</summary>
    public string? WikiNode { get; init; }

    /// <summary>True for something that happened to the app as it is now.</summary>
    public bool Counts(DateTimeOffset? at) => at is { } instant && (VersionAt is not { } since || instant >= since);
}

internal sealed record DirectNote(string OpenId, string ChatId, DateTimeOffset At);

internal sealed record ReachNote(string Receiver, DateTimeOffset At, int Code);

internal sealed record HeardNote(string MessageId, DateTimeOffset At);
