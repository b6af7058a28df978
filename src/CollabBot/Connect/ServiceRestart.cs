namespace CollabBot.Connect;

/// <summary>Lets a page start the service anew inside its process, so that new settings count; open connections end, what is stored goes on.</summary>
internal sealed class ServiceRestart
{
    private Action? stop;

    /// <summary>True once somebody asked.</summary>
    public bool Wanted { get; private set; }

    /// <summary>Distinguishes this run from the one after it.</summary>
    public string Run { get; } = Core.Ids.New();

    /// <summary>Whoever runs the service in a loop says how it is stopped.</summary>
    public void Arm(Action stopService) => stop = stopService;

    /// <summary>False where nobody would start it again.</summary>
    public bool Request()
    {
        if (stop is null)
            return false;
        Wanted = true;
        stop();
        return true;
    }
}
