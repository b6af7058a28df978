namespace CollabBot.DingTalk.Inbound.Stream;

/// <summary>Whether the stream is open, for readiness.</summary>
internal sealed class StreamState
{
    private volatile bool open;
    private volatile bool wanted;
    private long firstOpened;

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

    /// <summary>It is open, since this instant or an earlier one.</summary>
    public void OpenAt(DateTimeOffset at)
    {
        Interlocked.CompareExchange(ref firstOpened, at.UtcTicks, 0);
        open = true;
    }

    /// <summary>When this process first had it open; null = never.</summary>
    public DateTimeOffset? FirstOpenedAt => Interlocked.Read(ref firstOpened) is > 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public bool Ready => open || !wanted;
}
