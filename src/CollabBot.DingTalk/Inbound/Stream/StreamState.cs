namespace CollabBot.DingTalk.Inbound.Stream;

/// <summary>Whether the stream is open, for readiness.</summary>
internal sealed class StreamState
{
    private volatile bool open;
    private volatile bool wanted;

    /// <summary>True once somebody keeps the stream in this process; a one-off command does not.</summary>
    public bool Wanted
    {
        get => wanted;
        set => wanted = value;
    }

    public bool Open
    {
        get => open;
        set => open = value;
    }

    /// <summary>When this process first had it open; null = never.</summary>
    public DateTimeOffset? FirstOpenedAt { get; set; }

    public bool Ready => open || !wanted;
}
