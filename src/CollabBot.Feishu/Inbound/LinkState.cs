namespace CollabBot.Feishu.Inbound;

/// <summary>Whether the long connection is open, for readiness.</summary>
internal sealed class LinkState
{
    private volatile bool open;
    private volatile bool wanted;

    /// <summary>True once somebody keeps the connection in this process; a one-off command does not.</summary>
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
}
