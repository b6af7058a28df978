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
