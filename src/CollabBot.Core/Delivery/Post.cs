using CollabBot.Core.Chat;
using CollabBot.Core.Docs;

namespace CollabBot.Core.Delivery;

/// <summary>The payload of an outbox envelope: what to send where. Exactly one of <see cref="Place"/> and <see cref="Recipient"/> is set for a new message.</summary>
public sealed record Post(string Platform, Card Card, string Locale)
{
    /// <summary>The envelope kind.</summary>
    public const string Kind = "post";

    /// <summary>The chat.</summary>
    public Place? Place { get; init; }

    /// <summary>The platform user id for a direct message whose chat is unknown.</summary>
    public string? Recipient { get; init; }

    /// <summary>The message this answers.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>True when that message belongs to a thread.</summary>
    public bool InThread { get; init; }

    /// <summary>The inbound message's hints for answering.</summary>
    public IReadOnlyDictionary<string, string>? ReplyHints { get; init; }

    /// <summary>The <see cref="SentCard"/> this sends or redraws; null for a one-off message.</summary>
    public string? SentCardId { get; init; }

    /// <summary>True to redraw the sent card in place, false to send it.</summary>
    public bool Redraw { get; init; }

    /// <summary>True when the redraw is the last one: a newer copy stands in the same chat, and this one only points to it.</summary>
    public bool Retires { get; init; }

    /// <summary>The message that this takes the place of, where the platform still lets it: a submitted form becomes its result.</summary>
    public string? Replaces { get; init; }

    /// <summary>True when it answers a confidential command.</summary>
    public bool Confidential { get; init; }

    /// <summary>Person id to platform user id for every mention in the card.</summary>
    public IReadOnlyDictionary<string, string> MentionedUsers { get; init; } = new Dictionary<string, string>();
}
