using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>Words of an enum: P0, 匿名.</summary>
internal sealed class ChoiceReader : IArgumentReader
{
    public object? Parse(string text, CommandParameter parameter, BindContext context)
    {
        var folded = Normaliser.Fold(text).Trim();
        return Enum.GetValues(parameter.Type).Cast<Enum>().FirstOrDefault(v => Words(v, context).Contains(folded, StringComparer.Ordinal));
    }

    public IEnumerable<Found> Find(Utterance line, CommandParameter parameter, BindContext context)
    {
        var words = Enum.GetValues(parameter.Type).Cast<Enum>().SelectMany(v => Words(v, context), (v, word) => (Value: v, Word: word))
            .Where(w => w.Word.Length > 0).ToList();
        foreach (var piece in line.Pieces.Where(p => !p.Quoted).ToList())
            foreach (var (value, word) in words)
                if (WordAt.Piece(line, piece, word) is { } end && line.IsFree(piece.Start, end))
                {
                    yield return new Found(piece.Start, end, value) { Soft = WordAt.IsPlainLatin(word) };
                    break;
                }
    }

    public string Write(object value) => value.ToString() ?? "";

    private static IEnumerable<string> Words(Enum value, BindContext context) => context.Book.Words(value).Select(Normaliser.Fold);
}

/// <summary>A label that is there or not; behind a label also yes and no.</summary>
internal sealed class FlagReader : IArgumentReader
{
    public object? Parse(string text, CommandParameter parameter, BindContext context)
    {
        var folded = Normaliser.Fold(text).Trim();
        if (context.Lexicon.Yes.Contains(folded) || parameter.Labels.Contains(folded, StringComparer.Ordinal))
            return true;
        return context.Lexicon.No.Contains(folded) ? false : null;
    }

    public IEnumerable<Found> Find(Utterance line, CommandParameter parameter, BindContext context)
    {
        foreach (var piece in line.Pieces.Where(p => !p.Quoted).ToList())
            foreach (var label in parameter.Labels)
                if (WordAt.Piece(line, piece, label) is { } end && line.IsFree(piece.Start, end))
                {
                    yield return new Found(piece.Start, end, true) { Soft = WordAt.IsPlainLatin(label) };
                    break;
                }
    }

    public string Write(object value) => value is true ? "true" : "false";
}

/// <summary>Text that a label introduces; it never stands free.</summary>
internal sealed class TextReader : IArgumentReader
{
    public object? Parse(string text, CommandParameter parameter, BindContext context) =>
        string.IsNullOrWhiteSpace(text) ? null : parameter.Type == typeof(Rest) ? new Rest(text.Trim()) : text.Trim();

    public IEnumerable<Found> Find(Utterance line, CommandParameter parameter, BindContext context) => [];

    public string Write(object value) => value.ToString() ?? "";
}

/// <summary>Whole words at a piece.</summary>
internal static class WordAt
{
    /// <summary>Where the word ends that begins with the piece, if it ends at a boundary; a word may have blanks.</summary>
    public static int? Piece(Utterance line, Piece piece, string word)
    {
        var end = piece.Start + word.Length;
        return end <= line.Folded.Length && string.CompareOrdinal(line.Folded, piece.Start, word, 0, word.Length) == 0
            && (end == piece.End || (end == line.Folded.Length || LineSplitter.IsBreak(line.Folded, end)))
            ? end
            : null;
    }

    /// <summary>Only letters: an English word that also stands in sentences.</summary>
    public static bool IsPlainLatin(string word) => word.All(c => char.IsAsciiLetter(c) || c == ' ' || c == '-');
}
