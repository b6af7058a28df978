using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>What a line turned out to be; exactly one of the nested cases.</summary>
public abstract record ReadResult
{
    private ReadResult()
    {
    }

    /// <summary>Nothing for the bot: silence.</summary>
    public static ReadResult Silence { get; } = new NotForUs();

    /// <summary>A complete command.</summary>
    public sealed record Command(CommandInfo Info, object Record) : ReadResult;

    /// <summary>A command that lacks something; the form asks for it and holds what was understood.</summary>
    public sealed record Incomplete(CommandInfo Info, CommandForm Form) : ReadResult;

    /// <summary>A command with a value that cannot be; one sentence says which and how it should look.</summary>
    public sealed record Invalid(CommandInfo Info, Phrase Phrase) : ReadResult;

    /// <summary>No command, but meant for the bot. <see cref="Phrase"/> says so with the nearest guess in the reader's language.</summary>
    public sealed record Unknown(CommandInfo? Guess, string Word, Phrase Phrase) : ReadResult;

    /// <summary>Chatter among people.</summary>
    public sealed record NotForUs : ReadResult;
}
