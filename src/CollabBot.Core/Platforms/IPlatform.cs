using CollabBot.Core.Chat;
using CollabBot.Core.Docs;

namespace CollabBot.Core.Platforms;

/// <summary>What a platform can do; a feature it lacks is replaced in one place, <c>ReplyComposer</c>.</summary>
public sealed record PlatformFeatures(bool Cards, bool UpdateCards, bool Forms, TimeSpan UpdateWindow, int MaxCardBytes);

/// <summary>
/// Something to send. <see cref="Key"/> is the platform's idempotency id (at most 50 characters). <see cref="Recipient"/> is a platform user id for a direct message whose chat is not
/// known; <see cref="ReplyTo"/> the message it answers; <see cref="UpdateOf"/> the platform's id of the sent message that it replaces.
/// </summary>
public sealed record Outgoing(string Key, Place? Place, Card Card, string Locale)
{
    /// <summary>Platform user id, when there is no <see cref="Place"/>.</summary>
    public string? Recipient { get; init; }

    /// <summary>Message id this answers.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Message id this replaces.</summary>
    public string? UpdateOf { get; init; }

    /// <summary>The messages that continue the one this replaces; they are replaced, too.</summary>
    public IReadOnlyList<string> UpdateMore { get; init; } = [];

    /// <summary>True when the message it answers belongs to a thread, in which the answer must stay.</summary>
    public bool InThread { get; init; }

    /// <summary>When it was first tried without learning whether it arrived; null = never. A platform whose own guard against doubles has run out since then must not send it again.</summary>
    public DateTimeOffset? DoubtedAt { get; init; }

    /// <summary>True for a card that later turns may update: it must not be sent in a form that cannot be.</summary>
    public bool Live { get; init; }

    /// <summary>True when this answers a confidential command: nothing that names its author is kept or logged.</summary>
    public bool Confidential { get; init; }

    /// <summary>What the inbound message carried for answering.</summary>
    public IReadOnlyDictionary<string, string>? ReplyHints { get; init; }

    /// <summary>Person id to platform user id, for each <see cref="Inline.At"/> in the card.</summary>
    public IReadOnlyDictionary<string, string> MentionedUsers { get; init; } = new Dictionary<string, string>();
}

/// <summary>Why sending failed; decides the retry plan.</summary>
public enum FailureKind
{
    /// <summary>Too many calls: wait, then go on for as long as a day.</summary>
    Busy,

    /// <summary>Time-outs, 5xx, unknown answers: a growing pause, then bury.</summary>
    Unreachable,

    /// <summary>Token or permission: refresh once, then pause the platform.</summary>
    Denied,

    /// <summary>The chat is gone or the bot was removed: bury and tell a steward once.</summary>
    Misconfigured,

    /// <summary>The platform refuses the payload: bury, our bug.</summary>
    Rejected,

    /// <summary>The message to update can no longer be updated (too old, recalled): its copy is retired, and nothing is wrong.</summary>
    Outdated,
}

/// <summary>How a send ended; exactly one of the nested cases.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>Delivered; the message id is null where the platform gives none (it cannot be updated then).</summary>
    public sealed record Sent(string? MessageId, string? ChatId = null) : SendOutcome
    {
        /// <summary>The messages that continue it, when one could not hold it.</summary>
        public IReadOnlyList<string> More { get; init; } = [];
    }

    /// <summary>Not delivered. <paramref name="Reason"/> holds the platform's code and words, never message text. <paramref name="RetryAfter"/> is what the platform asked for.</summary>
    public sealed record Failed(FailureKind Kind, string Reason, TimeSpan? RetryAfter = null) : SendOutcome
    {
        /// <summary>True when it may have arrived all the same: a new try is a new message only where the platform guards against doubles.</summary>
        public bool Unsure { get; init; }
    }
}

/// <summary>A chat platform's way out; one contract suite proves each.</summary>
public interface IPlatform
{
    /// <summary>Lower-case name used in ids: feishu, dingtalk, playground.</summary>
    string Name { get; }

    /// <summary>What it can do.</summary>
    PlatformFeatures Features { get; }

    /// <summary>Sends or updates once, without retrying; never throws for what the platform answered.</summary>
    Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancel);

    /// <summary>True when it could send now (a token was fetched); for readiness.</summary>
    Task<bool> ReadyAsync(CancellationToken cancel);
}
