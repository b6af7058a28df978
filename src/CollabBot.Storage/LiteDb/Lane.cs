namespace CollabBot.Storage.LiteDb;

/// <summary>Where a lane stands: it is in exactly one place.</summary>
internal enum LaneState
{
    /// <summary>Its first envelope may be taken.</summary>
    Ready,

    /// <summary>Its first envelope is for later.</summary>
    Sleeping,

    /// <summary>Its first envelope is leased.</summary>
    Leased,
}

/// <summary>Envelopes that run one after another. Guarded by its board's lock.</summary>
internal sealed class Lane(string name)
{
    public string Name { get; } = name;

    public LinkedList<Entry> Waiting { get; } = [];

    public LaneState State { get; set; }

    /// <summary>Raised with every move; marks left behind in heaps and queues are recognised by an older stamp.</summary>
    public long Stamp { get; set; }

    /// <summary>The running lease's token.</summary>
    public string? Token { get; set; }

    /// <summary>True while the writer settles the leased envelope: an expired lease is no longer free to take.</summary>
    public bool Settling { get; set; }

    public Entry Head => Waiting.First!.Value;
}
