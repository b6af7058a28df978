using CollabBot.Core.Docs;
using CollabBot.Core.Storage;

namespace CollabBot.Playground;

/// <summary>A line of a playground conversation. Exactly one of <see cref="Text"/> (a persona's words) and <see cref="Card"/> (the bot's) is set.</summary>
[Collection("playgroundmessages", "chatId", "key", Ledger = false)]
public sealed record PlaygroundMessage : Document
{
    public required string ChatId { get; init; }

    /// <summary>Order within the playground; instants cannot give it, because the time machine stands still between its steps.</summary>
    public required long Seq { get; init; }

    /// <summary>The persona who spoke; null for the bot.</summary>
    public string? SenderId { get; init; }

    public string? Text { get; init; }

    public Card? Card { get; init; }

    public string Locale { get; init; } = "zh-CN";

    /// <summary>The idempotency key the bot sent it with.</summary>
    public string? Key { get; init; }

    /// <summary>The message this answers.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The personas it mentions.</summary>
    public IReadOnlyList<string> Mentioned { get; init; } = [];

    public required DateTimeOffset At { get; init; }

    /// <summary>When the card was last replaced; null for never.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
