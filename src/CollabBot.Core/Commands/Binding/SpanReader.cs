using System.Globalization;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>Days from one through another, with half days at the ends: 10-12~10-16, 周一到周三, 周五下午. The second day is read as seen from the first: 10-12~16, 周四到周二.</summary>
internal sealed class SpanReader : IArgumentReader
{
    private const int LongestPhrase = 48, LongestDays = 200;
    private static readonly DayReader Days = new();
    private static readonly CommandParameter OneDay = new("day", ParameterKind.Day, typeof(DateOnly), true);

    public object? Parse(string text, CommandParameter parameter, BindContext context)
    {
        var folded = Normaliser.Fold(text).Trim();
        if (folded.Length is 0 or > LongestPhrase)
            return null;
        if (Side(folded, context) is { } only)
            return new DaySpan(only.Day, only.Day, only.Half == Half.Afternoon, only.Half == Half.Morning);
        for (var match = context.Lexicon.Span.Match(folded); match.Success; match = match.NextMatch())
            if (Side(folded[..match.Index], context) is { } from && Until(folded[(match.Index + match.Length)..], from.Day, context) is { } until
                && until.Day.DayNumber - from.Day.DayNumber is >= 0 and <= LongestDays)
                return new DaySpan(from.Day, until.Day, from.Half == Half.Afternoon, until.Half == Half.Morning);
        return null;
    }

    public IEnumerable<Found> Find(Utterance line, CommandParameter parameter, BindContext context)
    {
        var past = 0;
        foreach (var piece in line.Pieces.Where(p => !p.Quoted).ToList())
            if (piece.Start >= past && Longest(line, piece.Start, parameter, context) is { } found)
            {
                past = found.End;
                yield return found;
            }
    }

    public string Write(object value)
    {
        var span = (DaySpan)value;
        string Day(DateOnly day, bool morning, bool afternoon) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (morning ? " am" : afternoon ? " pm" : "");
        return span.From == span.Until
            ? Day(span.From, span.UntilNoon, span.FromNoon)
            : $"{Day(span.From, false, span.FromNoon)}~{Day(span.Until, span.UntilNoon, false)}";
    }

    private Found? Longest(Utterance line, int start, CommandParameter parameter, BindContext context)
    {
        // Whoever is mentioned behind it is no part of it
        var mark = line.Folded.IndexOf(Normaliser.MentionMark, start);
        for (var end = Math.Min(start + LongestPhrase, mark < 0 ? line.Folded.Length : mark); end > start; end--)
            if ((end == mark || line.IsEdge(end)) && line.IsFree(start, end) && Parse(line.Folded[start..end], parameter, context) is { } span)
                return new Found(start, end, span);
        return null;
    }

    private static (DateOnly Day, Half Half)? Until(string text, DateOnly from, BindContext context)
    {
        var later = context with { Today = from };
        var trimmed = text.Trim();
        if (trimmed.Length is 1 or 2 && int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31)
            return day >= from.Day && day <= DateTime.DaysInMonth(from.Year, from.Month) ? (new DateOnly(from.Year, from.Month, day), Half.None) : null;
        return Side(trimmed, later);
    }

    private static (DateOnly Day, Half Half)? Side(string text, BindContext context)
    {
        var bare = text.Trim();
        var half = Half.None;
        foreach (var (words, meaning) in new[] { (context.Lexicon.Mornings, Half.Morning), (context.Lexicon.Afternoons, Half.Afternoon) })
            foreach (var word in words.Where(w => half == Half.None && bare.EndsWith(w, StringComparison.Ordinal)))
            {
                bare = bare[..^word.Length].TrimEnd();
                half = meaning;
                break;
            }

        return Days.Parse(bare, OneDay, context) is DateOnly day ? (day, half) : null;
    }

    private enum Half
    {
        None,
        Morning,
        Afternoon,
    }
}
