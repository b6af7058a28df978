using System.Text.Json.Serialization;

namespace CollabBot.Core.Chat;

/// <summary>
/// Something that happened on a platform without anybody saying it; exactly one of the nested cases. It comes in through the same door as a message, in <see cref="InboundMessage.Happened"/>, and
/// reaches every <see cref="IReaction{TEvent}"/> of its case inside one turn. Ids of people are the platform's.
/// </summary>
[JsonDerivedType(typeof(BotAdded), "bot-added")]
[JsonDerivedType(typeof(BotRemoved), "bot-removed")]
[JsonDerivedType(typeof(MembersJoined), "members-joined")]
[JsonDerivedType(typeof(MembersLeft), "members-left")]
[JsonDerivedType(typeof(DirectChatOpened), "direct-chat-opened")]
[JsonDerivedType(typeof(EmojiAdded), "emoji-added")]
[JsonDerivedType(typeof(WordlessMessage), "wordless-message")]
[JsonDerivedType(typeof(MessageRecalled), "message-recalled")]
[JsonDerivedType(typeof(MessageEdited), "message-edited")]
[JsonDerivedType(typeof(PersonLeft), "person-left")]
[JsonDerivedType(typeof(DirectoryChanged), "directory-changed")]
[JsonDerivedType(typeof(Reminder), "reminder")]
[JsonDerivedType(typeof(AllowanceSpent), "allowance-spent")]
[JsonDerivedType(typeof(ToDoTouched), "to-do-touched")]
[JsonDerivedType(typeof(ToDoTicked), "to-do-ticked")]
[JsonDerivedType(typeof(ToDoDropped), "to-do-dropped")]
public abstract record Happening
{
    private Happening()
    {
    }

    /// <summary>The bot was added to the turn's group by the turn's actor.</summary>
    public sealed record BotAdded(string? GroupName = null) : Happening;

    /// <summary>The bot was removed from the turn's group: nothing can be sent there any more.</summary>
    public sealed record BotRemoved : Happening;

    /// <summary>People joined the turn's group.</summary>
    public sealed record MembersJoined(IReadOnlyList<Member> Members) : Happening;

    /// <summary>People left the turn's group or were removed.</summary>
    public sealed record MembersLeft(IReadOnlyList<Member> Members) : Happening;

    /// <summary>The actor opened the direct chat with the bot.</summary>
    public sealed record DirectChatOpened : Happening;

    /// <summary>The actor sent something without words (the platform's name of its kind: an image, a file) in the direct chat.</summary>
    public sealed record WordlessMessage(string Kind) : Happening;

    /// <summary>The actor put the emoji that asks for a blocker (the platform's name for it; a setting of the platform) on a message. The place may be unknown to the event: then the turn's place is the actor's direct chat.</summary>
    public sealed record EmojiAdded(string MessageId, string Emoji) : Happening;

    /// <summary>A message in the turn's chat was recalled.</summary>
    public sealed record MessageRecalled(string MessageId) : Happening;

    /// <summary>A message in the turn's chat was edited; the new text, if the platform told it.</summary>
    public sealed record MessageEdited(string MessageId, string? Text) : Happening;

    /// <summary>Somebody left the company.</summary>
    public sealed record PersonLeft(string UserId) : Happening;

    /// <summary>A moment that a slice asked for by <see cref="Turn.Remind"/> has come.</summary>
    public sealed record Reminder(string Matter, string Subject) : Happening;

    /// <summary>People or departments changed: the directory should be read again.</summary>
    public sealed record DirectoryChanged : Happening;

    /// <summary>What the platform allows the company in one month (<c>yyyy-MM</c>) is used up; nothing but the next month, or a purchase, mends it.</summary>
    public sealed record AllowanceSpent(Allowance Allowance, string Month) : Happening;

    /// <summary>Something about to-dos of the platform (its ids) changed there; what, must be read.</summary>
    public sealed record ToDoTouched(IReadOnlyList<string> TaskIds) : Happening;

    /// <summary>Its person ticked a to-do of ours in their list.</summary>
    public sealed record ToDoTicked(string ToDoId, DateTimeOffset At) : Happening;

    /// <summary>Its person deleted a to-do of ours from their list.</summary>
    public sealed record ToDoDropped(string ToDoId) : Happening;
}

/// <summary>What a platform counts by the month.</summary>
public enum Allowance
{
    /// <summary>Messages and events it delivers to the bot: they arrive without their content.</summary>
    Messages,

    /// <summary>Calls of the bot: they are refused.</summary>
    Calls,
}

/// <summary>A person in an event, by the platform's id, with the name where the event tells it.</summary>
public sealed record Member(string UserId, string? Name);
