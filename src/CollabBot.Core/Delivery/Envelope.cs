namespace CollabBot.Core.Delivery;

/// <summary>The three durable queues.</summary>
public enum QueueName
{
    /// <summary>What came in and waits for its turn.</summary>
    Inbox,

    /// <summary>What must be sent to a platform.</summary>
    Outbox,

    /// <summary>Wiki pages that must be brought up to date.</summary>
    Pages,
}

/// <summary>A durable piece of work. <see cref="Key"/> is unique for ever within its queue; envelopes of one <see cref="Lane"/> run one after another in the order they were put.</summary>
public sealed record Envelope(string Key, QueueName Queue, string Lane, string Kind, string Payload, DateTimeOffset NotBefore, int Attempts = 0)
{
    /// <summary>When an attempt first ended without anybody knowing whether it had its effect; null = never.</summary>
    public DateTimeOffset? DoubtedAt { get; init; }
}

/// <summary>The right to work on an envelope until <see cref="ExpiresAt"/>; after that another worker may take it.</summary>
public sealed record Lease(Envelope Envelope, string Token, DateTimeOffset ExpiresAt);

/// <summary>An envelope nobody will try again unless a person says so.</summary>
public sealed record BuriedEnvelope(Envelope Envelope, string Reason, DateTimeOffset BuriedAt);

/// <summary>How full a queue is, for health and the playground.</summary>
public sealed record QueueDepth(int Waiting, int Leased, int Buried, DateTimeOffset? Oldest);
