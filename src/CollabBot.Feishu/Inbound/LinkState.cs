namespace CollabBot.Feishu.Inbound;

/// <summary>Whether the long connection is open, for readiness.</summary>
internal sealed class LinkState
{
    private volatile bool open;

    public bool Open
    {
        get => open;
        set => open = value;
    }
}
