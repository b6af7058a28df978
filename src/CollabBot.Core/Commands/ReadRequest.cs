using CollabBot.Core.Chat;
using CollabBot.Core.People;

namespace CollabBot.Core.Commands;

/// <summary>One line to read, and what there is to know about it.</summary>
public sealed record ReadRequest
{
    /// <summary>What was written, or the command line of a button or form.</summary>
    public required string Text { get; init; }

    /// <summary>The platform whose user ids the mentions carry.</summary>
    public required string Platform { get; init; }

    /// <summary>The language of forms and guesses.</summary>
    public required string Locale { get; init; }

    /// <summary>Who can be named.</summary>
    public required Roster Roster { get; init; }

    /// <summary>The day that 今天 means.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Mentions in the text.</summary>
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>A submitted form; null for typed text.</summary>
    public IReadOnlyDictionary<string, string>? Fields { get; init; }

    /// <summary>The text is certainly for the bot.</summary>
    public bool Addressed { get; init; }

    /// <summary>Only one person listens.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Also in a group, without mention and slash, a line counts that is a complete command whose name stands as a word of its own.</summary>
    public bool BareNames { get; init; }
}
