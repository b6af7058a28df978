using System.Text.Json.Serialization;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Delivery;

/// <summary>Where a live card went. Staged by the turn that first sends it, so that a later turn finds it even before the platform has answered.</summary>
[Collection("cards", "key", "messageId", Ledger = false)]
public sealed record SentCard : Document
{
    private const int MostOvertaken = 20;

    /// <summary>The view's key: <c>blocker:B-1</c>.</summary>
    public required string Key { get; init; }

    /// <summary>The platform it went to.</summary>
    public required string Platform { get; init; }

    /// <summary>The chat, or null while only the recipient is known.</summary>
    public Place? Place { get; init; }

    /// <summary>The person a direct card went to.</summary>
    public string? PersonId { get; init; }

    /// <summary>The language it is drawn in.</summary>
    public required string Locale { get; init; }

    /// <summary>The platform's message id; null until sent.</summary>
    public string? MessageId { get; init; }

    /// <summary>The messages that continue it, in order; empty for a card that one message holds.</summary>
    public IReadOnlyList<string> More { get; init; } = [];

    /// <summary>The group or the person's direct chat; copies with the same are in one conversation.</summary>
    [JsonIgnore]
    public string Chat => ChatOf(PersonId, Place, Platform);

    /// <summary>The name of a conversation: a direct one goes by its person, whose chat may not be known yet.</summary>
    public static string ChatOf(string? personId, Place? place, string platform) => personId is null ? $"{place}" : $"{platform}:user:{personId}";

    /// <summary>When it was staged.</summary>
    public DateTimeOffset SentAt { get; init; }

    /// <summary>The print of the content last shown, so that an equal redraw costs no call.</summary>
    public string? Print { get; init; }

    /// <summary>True once a newer copy stands in the same chat, or this one is too old to be updated.</summary>
    public bool Retired { get; init; }

    /// <summary>Keys of redraws that were buried, as long as no later one was shown.</summary>
    public IReadOnlyList<string> Missed { get; init; } = [];

    /// <summary>Keys of buried redraws that a later one has overtaken.</summary>
    public IReadOnlyList<string> Overtaken { get; init; } = [];

    /// <summary>The record once a message shows the picture of <paramref name="print"/>, drawn for the envelope <paramref name="key"/>.</summary>
    public SentCard Shows(SendOutcome.Sent sent, string print, string key) => this with
    {
        MessageId = sent.MessageId ?? MessageId,
        More = sent.More,
        Print = print,
        Missed = [],
        Overtaken = [.. Overtaken.Concat(Missed.Where(m => m != key)).TakeLast(MostOvertaken)],
    };
}
