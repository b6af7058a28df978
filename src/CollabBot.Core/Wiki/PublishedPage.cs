using CollabBot.Core.Docs;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Wiki;

/// <summary>How a page stands.</summary>
public enum PageHealth
{
    /// <summary>What was read back is what was to be written.</summary>
    Good,

    /// <summary>The target said yes, but what was read back differs.</summary>
    Differs,

    /// <summary>The last attempt failed and is tried again.</summary>
    Failing,
}

/// <summary>A block we wrote: its id in the target, the print of what we wanted, and the print the target gave it once written.</summary>
public sealed record OwnedBlock(string Id, string Print, string RemotePrint);

/// <summary>A block of ours that a person edited. It is left alone; <see cref="Ours"/> is what would stand there.</summary>
public sealed record PageConflict(string BlockId, Block Ours, DateTimeOffset Since);

/// <summary>What we know of a page in the target; its id is the page's path.</summary>
[Collection("pages", Ledger = false)]
public sealed record PublishedPage : Document
{
    /// <summary>The target's id of the page; null before the first success.</summary>
    public string? RemoteId { get; init; }

    /// <summary>Where people open it.</summary>
    public string? Url { get; init; }

    /// <summary>Our blocks in page order.</summary>
    public IReadOnlyList<OwnedBlock> Blocks { get; init; } = [];

    /// <summary>What a publish that has not reported back was about to write: after a crash it is recognised as ours.</summary>
    public IReadOnlyList<Block> Pending { get; init; } = [];

    /// <summary>How it stands.</summary>
    public PageHealth Health { get; init; }

    /// <summary>When blocks were last changed in the target.</summary>
    public DateTimeOffset? LastPublishedAt { get; init; }

    /// <summary>When the page was last read back and found to be as it should.</summary>
    public DateTimeOffset? LastVerifiedAt { get; init; }

    /// <summary>Why the last attempt failed or what differed, for a steward.</summary>
    public string? LastError { get; init; }

    /// <summary>The blocks written by the last publish that changed anything, to be highlighted.</summary>
    public IReadOnlyList<string> ChangedBlocks { get; init; } = [];

    /// <summary>Blocks of ours that people edited.</summary>
    public IReadOnlyList<PageConflict> Conflicts { get; init; } = [];
}
