using CollabBot.Core.People;

namespace CollabBot.Core.Chat;

/// <summary>Who acts when a schedule does.</summary>
public static class SystemPerson
{
    /// <summary>The actor of schedules; has no account, so nothing can be told to it.</summary>
    public static Person Person { get; } = new() { Id = "system", Name = "CollabBot" };

    /// <summary>The place of schedules; no platform has it.</summary>
    public static Place Place { get; } = new("system", "schedule", PlaceKind.Direct);

    /// <summary>True for schedules, and for events that no person caused.</summary>
    internal static bool Acts(InboundMessage message) => message.Place == Place || message is { Happened: not null, SenderId: "" };

    /// <summary>The message a schedule's turn starts from.</summary>
    internal static InboundMessage MessageFor(string key, DateTimeOffset now) => new(key, Place, Person.Id, "", now);
}
