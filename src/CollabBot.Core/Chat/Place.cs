namespace CollabBot.Core.Chat;

/// <summary>Whether many or one listen.</summary>
public enum PlaceKind
{
    /// <summary>A group chat.</summary>
    Group,

    /// <summary>A direct chat between one person and the bot.</summary>
    Direct,
}

/// <summary>A chat on a platform. <see cref="ToString"/> gives the setting form <c>feishu:oc_…</c>.</summary>
public sealed record Place(string Platform, string ChatId, PlaceKind Kind)
{
    /// <summary>Parses <c>platform:chatId</c> as a group; null when there is no colon.</summary>
    public static Place? Parse(string? text)
    {
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 ? new Place(text![..colon], text[(colon + 1)..], PlaceKind.Group) : null;
    }

    /// <summary>The lane and setting form, <c>platform:chatId</c>.</summary>
    public override string ToString() => $"{Platform}:{ChatId}";
}

/// <summary>An @-mention inside a message: the placeholder in the text, and whom it names (a user id of the platform, or none for a mention the platform did not resolve).</summary>
public sealed record Mention(string Placeholder, string? UserId, string Name, bool IsBot);

/// <summary>A message, button press or form as every platform hands it in; durable as JSON. At most 1 MiB.</summary>
public sealed record InboundMessage(string EventId, Place Place, string SenderId, string Text, DateTimeOffset SentAt)
{
    /// <summary>The platform's message id, which a reply answers; null for schedules.</summary>
    public string? MessageId { get; init; }

    /// <summary>The platform's id of the thread (topic) the message belongs to; null outside one.</summary>
    public string? ThreadId { get; init; }

    /// <summary>The sender's name where the platform tells it.</summary>
    public string? SenderName { get; init; }

    /// <summary>The sender's language where the platform tells it (zh-CN, en).</summary>
    public string? Locale { get; init; }

    /// <summary>True when the bot was @-mentioned, in a direct chat, or for a button: the text is certainly for the bot.</summary>
    public bool Addressed { get; init; }

    /// <summary>Mentions in the order of their placeholders.</summary>
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>A submitted form: field name to value; null for typed text.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>The message id of the card whose button was pressed.</summary>
    public string? CardRef { get; init; }

    /// <summary>The command line that is read instead when <see cref="Text"/> is no command: a menu's key may be older than the commands.</summary>
    public string? Fallback { get; init; }

    /// <summary>What happened, when nobody said anything: <see cref="Text"/> is empty then, and an empty <see cref="SenderId"/> means that the platform itself acts.</summary>
    public Happening? Happened { get; init; }

    /// <summary>What the platform needs for answering (a session webhook, its expiry), opaque to everybody else.</summary>
    public IReadOnlyDictionary<string, string>? ReplyHints { get; init; }
}
