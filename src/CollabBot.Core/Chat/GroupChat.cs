using CollabBot.Core.Storage;

namespace CollabBot.Core.Chat;

/// <summary>A group the bot was added to, by its <see cref="Place"/> as id (<c>feishu:oc_…</c>). Groups it was in before it could hear of that are not known.</summary>
[Collection("groups")]
public sealed record GroupChat : Document
{
    /// <summary>The group's name when we last heard it; null where the platform did not tell.</summary>
    public string? Name { get; init; }

    /// <summary>Who added the bot.</summary>
    public string? AddedById { get; init; }

    /// <summary>When the bot was added, the last time.</summary>
    public DateTimeOffset? AddedAt { get; init; }

    /// <summary>When the bot was removed: nothing is sent there but answers to whoever still speaks to us. Null while it is in.</summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>What people call it.</summary>
    public string Title => Name ?? Id;
}
