namespace CollabBot.Feishu.Inbound;

/// <summary>Whether the long connection is open, for readiness, and how many there are under our app.</summary>
internal sealed class LinkState
{
    private volatile bool open;
    private volatile bool wasOpen;
    private volatile bool wanted;
    private volatile int online;

    /// <summary>True once somebody keeps the connection in this process; a one-off command does not.</summary>
    public bool Wanted
    {
        get => wanted;
        set => wanted = value;
    }

    public bool Open
    {
        get => open;
        set => (open, wasOpen) = (value, wasOpen || value);
    }

    /// <summary>True once it was open in this process.</summary>
    public bool WasOpen => wasOpen;

    /// <summary>Connections of the app at the last look, ours among them; 0 before there was one.</summary>
    public int Online
    {
        get => online;
        set => online = value;
    }
}
