using CollabBot.Core.Chat;

namespace CollabBot.Playground;

/// <summary>A chat of the playground; <see cref="PersonId"/> is whose direct chat it is, null for a group. Its name is the phrase <c>playground.chat.{Id}</c>.</summary>
public sealed record PlaygroundChat(string Id, string? PersonId)
{
    /// <summary>As the rest of the service names it.</summary>
    public Place Place => new(PlaygroundPlatform.PlatformName, Id, PersonId is null ? PlaceKind.Group : PlaceKind.Direct);

    /// <summary>Whether the persona sees it: groups are everybody's, a direct chat is its person's only.</summary>
    public bool IsOpenTo(string personId) => PersonId is null || PersonId == personId;
}

/// <summary>The chats there are: three groups, and one direct chat with the bot per persona.</summary>
internal static class PlaygroundChats
{
    private const string DirectPrefix = "direct-";

    /// <summary>Where the sync day happens.</summary>
    public static PlaygroundChat Strategy { get; } = new("strategy", null);

    /// <summary>Strategy, product, service.</summary>
    public static IReadOnlyList<PlaygroundChat> Groups { get; } = [Strategy, new("product", null), new("service", null)];

    /// <summary>The person's chat with the bot.</summary>
    public static PlaygroundChat Direct(string personId) => new(DirectPrefix + personId, personId);

    /// <summary>What the persona sees on the left.</summary>
    public static IReadOnlyList<PlaygroundChat> OpenTo(string personId) => [.. Groups, Direct(personId)];

    /// <summary>The chat with this id, or null.</summary>
    public static PlaygroundChat? Find(string? id) =>
        Groups.FirstOrDefault(g => g.Id == id)
        ?? (id is not null && id.StartsWith(DirectPrefix, StringComparison.Ordinal) && PlaygroundTeam.Find(id[DirectPrefix.Length..]) is { } person
            ? Direct(person.Id)
            : null);
}
