using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Chat;

/// <summary>Finds or meets the person who speaks, and remembers their direct chat.</summary>
internal static class Senders
{
    public static Person Meet(InboundMessage message, Roster roster, IUnitOfWork work, DateTimeOffset now)
    {
        var known = roster.ByAccount($"{message.Place.Platform}:{message.SenderId}");
        var person = Named(known, message.Place.Platform, message.SenderId, message.SenderName, now);
        if (message.Place.Kind == PlaceKind.Direct && !IsAddress(message) && person.DirectChats.GetValueOrDefault(message.Place.Platform) != message.Place.ChatId)
            person = person with { DirectChats = new Dictionary<string, string>(person.DirectChats) { [message.Place.Platform] = message.Place.ChatId } };
        if (!ReferenceEquals(person, known))
            work.Save(person);
        return person;
    }

    /// <summary>
    /// Colleagues whom a message in a group names by an account nobody knew, so that they can be asked at once. Not where somebody of that name is known already: that may be the same person
    /// from another platform. Not in a direct chat: what is said there in confidence must leave nothing behind.
    /// </summary>
    public static IReadOnlyList<Person> MeetMentioned(InboundMessage message, Roster roster, IUnitOfWork work, DateTimeOffset now)
    {
        if (!message.Addressed || message.Place.Kind != PlaceKind.Group)
            return [];
        var met = message.Mentions
            .Where(m => m is { IsBot: false, UserId: { Length: > 0 } id, Name.Length: > 0 } && id != message.SenderId && roster.ByAccount($"{message.Place.Platform}:{id}") is null)
            .Where(m => roster.People.All(p => !string.Equals(p.Name, m.Name, StringComparison.OrdinalIgnoreCase)))
            .DistinctBy(m => m.UserId)
            .Select(m => Named(null, message.Place.Platform, m.UserId!, m.Name, now))
            .ToList();
        foreach (var person in met)
            work.Save(person);
        return met;
    }

    /// <summary>
    /// The person, with the name if only now it is told. A person's id is the first account they were met by, and nobody reads it as one: so two turns that meet
    /// somebody at once stage the same record, and the store lets only one of them through.
    /// </summary>
    public static Person Named(Person? known, string platform, string userId, string? name, DateTimeOffset now)
    {
        var account = $"{platform}:{userId}";
        var person = known ?? new Person { Id = account, Name = name ?? Unnamed(userId), Accounts = [account], JoinedAt = now };
        return name is { Length: > 0 } && person.Name.StartsWith('@') ? person with { Name = name } : person;
    }

    /// <summary>The message in the direct chat that is known, where the event named only the person.</summary>
    public static InboundMessage InKnownChat(InboundMessage message, Person actor) =>
        IsAddress(message) && actor.DirectChats.TryGetValue(message.Place.Platform, out var chat) ? message with { Place = message.Place with { ChatId = chat } } : message;

    // A menu or an emoji tells who, not where: the place is then the person, whom every platform can write to
    private static bool IsAddress(InboundMessage message) => message.Place.Kind == PlaceKind.Direct && message.Place.ChatId == message.SenderId;

    // The last characters tell two unknown people apart without showing the whole id
    private static string Unnamed(string userId) => "@" + (userId.Length > 6 ? userId[^6..] : userId);
}
