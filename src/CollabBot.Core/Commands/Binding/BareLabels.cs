using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>
/// Labels without a sign (<c>来源 客服系统</c>, <c>级别 P0</c>, <c>source Help desk</c>). In the middle of a sentence, or leaning on its neighbour, such a word is only a word.
/// </summary>
internal sealed class BareLabels(Bound bound, Utterance line, CommandInfo command, BindContext context)
{
    private const int MostWords = 3;

    private IReadOnlyList<Piece> pieces = [];

    /// <summary>Binds what is labelled and takes the labels of what is bound out of the text.</summary>
    public void Bind()
    {
        // Each one taken may put another at the edge
        for (var moved = true; moved;)
        {
            pieces = [.. line.Pieces];
            DropUsed();
            pieces = [.. line.Pieces];
            moved = false;
            for (var i = pieces.Count - 2; i >= 0 && !moved; i--)
                moved = Take(i);
        }
    }

    /// <summary>P0 was found by itself: the 级别 in front of it says nothing more.</summary>
    private void DropUsed()
    {
        foreach (var (parameter, place) in bound.Places.OrderByDescending(p => p.Value.Start))
        {
            var at = LastBefore(place.Start);
            if (at >= 0 && IsValue(parameter) && IsLabel(at, parameter) && BlankBetween(pieces[at].End, place.Start) && !Leans(at) && !line.IsInside(pieces[at].Start, place.End))
                Take(pieces[at].Start, pieces[at].End);
        }
    }

    private bool Take(int at)
    {
        var label = pieces[at];
        if (command.Parameters.FirstOrDefault(p => IsLabel(at, p)) is not { } parameter || Leans(at))
            return false;
        if (parameter.Kind == ParameterKind.Rest)
            return TakeHeading(label);
        // An amount inside the sentence was recognised and stays, unless its label says that it is none of it
        if ((bound.Values.ContainsKey(parameter) && !bound.Kept.Contains(parameter)) || !(IsValue(parameter) || parameter.Kind == ParameterKind.Labelled))
            return false;
        var opens = FollowsArgument(label.Start);
        for (var count = Math.Min(opens || IsValue(parameter) ? MostWords : 1, pieces.Count - at - 1); count > 0; count--)
        {
            var end = pieces[at + count].End;
            if (IsRun(at, count) && AtEdge(label, end, opens, IsValue(parameter)) && Value(parameter, pieces[at + 1].Start, end) is { } value)
            {
                bound.Values[parameter] = value;
                bound.Places[parameter] = (label.Start, end);
                bound.Kept.Remove(parameter);
                Take(label.Start, end);
                return true;
            }
        }

        return false;
    }

    /// <summary>Where everything has its label (进展 … 卡点 … 需要 …), so has the text.</summary>
    private bool TakeHeading(Piece label)
    {
        if (line.HasText(line.BodyStart, label.Start) || !bound.Labelled || WordAt.IsPlainLatin(line.Folded[label.Start..label.End]))
            return false;
        Take(label.Start, label.End);
        return true;
    }

    private void Take(int start, int end)
    {
        bound.Labelled = true;
        line.Take(start, end);
    }

    private object? Value(CommandParameter parameter, int start, int end)
    {
        var written = line.Written(start, end).Trim();
        if (written.Length > 1 && LineSplitter.QuoteEnd(written, 0) == written.Length)
            written = written[1..^1].Trim();
        return Binder.Readers[parameter.Kind].Parse(written, parameter, context);
    }

    // What reads as a certain kind is a value wherever the text ends; a word may be anything, so English, which has blanks between all words, puts its labels last
    private bool AtEdge(Piece label, int end, bool opens, bool certain) =>
        !line.HasText(end, line.Folded.Length)
        || ((certain || !WordAt.IsPlainLatin(line.Folded[label.Start..label.End])) && !line.HasText(line.BodyStart, label.Start))
        || (opens && (bound.Places.Values.Any(p => p.Start >= end && OnlyBreaks(end, p.Start)) || NextIsLabel(end)));

    private bool NextIsLabel(int end) =>
        pieces.FirstOrDefault(p => p.Start >= end) is { End: > 0 } next && command.Parameters.Any(p => p.Labels.Contains(line.Folded[next.Start..next.End], StringComparer.Ordinal));

    /// <summary>Blanks between, no label among them, and nothing that is only part of a longer text (来源 的说法, goal #G-1).</summary>
    private bool IsRun(int at, int count)
    {
        var words = Enumerable.Range(at + 1, count).Select(i => line.Folded[pieces[i].Start..pieces[i].End]).ToList();
        return Enumerable.Range(at, count).All(i => BlankBetween(pieces[i].End, pieces[i + 1].Start))
            && !words.Any(w => command.Parameters.Any(p => p.Labels.Contains(w, StringComparer.Ordinal)))
            && !context.Lexicon.LeansBack(words[0])
            && (at + 1 + count >= pieces.Count || !BlankBetween(pieces[at + count].End, pieces[at + count + 1].Start) || !context.Lexicon.LeansBack(WordOf(at + count + 1)))
            && References.At(line.Folded, pieces[at + 1].Start, context.Prefixes) is null;
    }

    private bool Leans(int at) =>
        at > 0 && BlankBetween(pieces[at - 1].End, pieces[at].Start) && context.Lexicon.LeansOn(WordOf(at - 1));

    private bool IsLabel(int at, CommandParameter parameter) => !pieces[at].Quoted && parameter.Labels.Contains(WordOf(at), StringComparer.Ordinal);

    private string WordOf(int at) => line.Folded[pieces[at].Start..pieces[at].End];

    private int LastBefore(int position)
    {
        for (var i = pieces.Count - 1; i >= 0; i--)
            if (pieces[i].End <= position)
                return i;
        return -1;
    }

    private bool FollowsArgument(int start) => bound.Places.Values.Any(p => p.End <= start && OnlyBreaks(p.End, start));

    private bool OnlyBreaks(int from, int to)
    {
        for (var i = from; i < to; i++)
            if (!LineSplitter.IsBreak(line.Folded, i))
                return false;
        return true;
    }

    private bool BlankBetween(int from, int to) => to > from && line.Folded.AsSpan(from, to - from).IsWhiteSpace();

    // An id stands in a sentence with its noun (完不成目标 #G-1), a flag is its own label
    private static bool IsValue(CommandParameter parameter) =>
        parameter.Kind is not (ParameterKind.Rest or ParameterKind.Labelled or ParameterKind.Reference or ParameterKind.Flag);
}
