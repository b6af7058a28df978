using CollabBot.Core.People;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>What readers may look at.</summary>
internal sealed record BindContext(Phrasebook Book, Roster Roster, string Platform, DateOnly Today, IReadOnlySet<string> Prefixes)
{
    public Lexicon Lexicon => Book.Lexicon;
}

/// <summary>
/// A value found in a line. Of several the strongest counts, then the last. A soft one counts only at the edge of the text, a final one only where no text
/// follows; a kept one stays in the text.
/// A <see cref="Problem"/> stands for a value that was clearly meant and cannot be.
/// </summary>
internal sealed record Found(int Start, int End, object? Value)
{
    public int Strength { get; init; }
    public bool Soft { get; init; }
    public bool Final { get; init; }
    public bool Keep { get; init; }
    public Phrase? Problem { get; init; }
}

/// <summary>Reads one kind of parameter. Never throws for what people write.</summary>
internal interface IArgumentReader
{
    /// <summary>The value that a whole text means (behind a label, in a form field), or null.</summary>
    object? Parse(string text, CommandParameter parameter, BindContext context);

    /// <summary>Values that stand free in the line.</summary>
    IEnumerable<Found> Find(Utterance line, CommandParameter parameter, BindContext context);

    /// <summary>The value as a form field carries it; <see cref="Parse"/> reads it back.</summary>
    string Write(object value);
}
