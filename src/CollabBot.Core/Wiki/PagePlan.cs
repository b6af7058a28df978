using CollabBot.Core.Docs;

namespace CollabBot.Core.Wiki;

/// <summary>What will stand at a place of the page.</summary>
public enum SlotKind
{
    /// <summary>Not ours: never touched.</summary>
    Human,

    /// <summary>Ours, and already as wanted.</summary>
    Kept,

    /// <summary>Ours, edited by a person, and not as wanted: left alone.</summary>
    Held,

    /// <summary>Ours, with new content in place.</summary>
    Replaced,

    /// <summary>A new block of ours.</summary>
    Inserted,

    /// <summary>Ours, and no longer wanted.</summary>
    Removed,
}

/// <summary>One place of the page after the plan: the block's id where it has one already, and what we want there unless it is a person's.</summary>
public sealed record PageSlot(SlotKind Kind, string? BlockId, Block? Wanted);

/// <summary>The edits that bring a page up to date, and every place of the page in the order it will have.</summary>
public sealed record PagePlan(IReadOnlyList<WikiEdit> Edits, IReadOnlyList<PageSlot> Slots);
