using System.Globalization;
using System.Text.RegularExpressions;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>Amounts in yuan: 200万, ¥3,000, 1.5亿; inside a sentence they are recognised and stay.</summary>
internal sealed class MoneyReader : IArgumentReader
{
    // Nobody has more, and the largest unit times it still fits a decimal
    private const decimal Most = 1_000_000_000_000m;

    public object? Parse(string text, CommandParameter parameter, BindContext context)
    {
        var folded = Normaliser.Fold(text).Trim();
        var match = context.Lexicon.Money.Match(folded);
        return match is { Success: true, Index: 0 } && match.Length == folded.Length && Amount(match, context.Lexicon, bare: true) is { } amount
            ? new Money(amount)
            : null;
    }

    public IEnumerable<Found> Find(Utterance line, CommandParameter parameter, BindContext context)
    {
        var folded = line.Folded;
        for (var match = context.Lexicon.Money.Match(folded, line.BodyStart); match.Success; match = Next(match, folded, context.Lexicon))
        {
            var (start, end) = (match.Index, match.Index + match.Length);
            while (start < end && char.IsWhiteSpace(folded[start]))
                start++;
            while (end > start && char.IsWhiteSpace(folded[end - 1]))
                end--;
            if (!line.IsFree(start, end) || Continues(folded, start) || Continues(folded, end))
                continue;
            var whole = line.IsEdge(start) && line.IsEdge(end);
            if (Amount(match, context.Lexicon, bare: false, whole) is not { } amount)
                continue;
            if (!match.Groups["sign"].Success && !match.Groups["currency"].Success && context.Lexicon.Counted.Any(c => At(folded, end, c)))
                continue;
            yield return new Found(start, end, new Money(amount)) { Strength = whole ? 1 : 0, Keep = !whole || line.IsInside(start, end) };
        }
    }

    public string Write(object value) => ((Money)value).Amount.ToString("0.##", CultureInfo.InvariantCulture);

    // The number of a code is none, and takes nothing with it: neither the thousands of "P1,200万" nor the currency of "P1 rmb 2m"
    private static Match Next(Match match, string folded, Lexicon lexicon)
    {
        var n = match.Groups["n"];
        if (!Continues(folded, n.Index))
            return match.NextMatch();
        var comma = n.Value.IndexOf(',', StringComparison.Ordinal);
        return lexicon.Money.Match(folded, n.Index + (comma > 0 ? comma + 1 : n.Length));
    }

    private static decimal? Amount(Match match, Lexicon lexicon, bool bare, bool whole = true)
    {
        var unit = match.Groups["unit"] is { Success: true } said ? said.Value : null;
        var money = match.Groups["sign"].Success || match.Groups["currency"].Success;
        var factor = unit switch
        {
            null => money || bare ? 1 : (decimal?)null,
            _ when lexicon.SureUnits.TryGetValue(unit, out var sure) => sure,
            _ when lexicon.TokenUnits.TryGetValue(unit, out var token) && (money || whole) => token,
            _ when lexicon.LooseUnits.TryGetValue(unit, out var loose) && (money || bare) => loose,
            _ => null,
        };
        return factor is { } f && decimal.TryParse(match.Groups["n"].ValueSpan, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) && n < Most
            ? n * f
            : null;
    }

    /// <summary>Whether the number is only part of something longer that goes across here: a code, a version, a percentage.</summary>
    private static bool Continues(string folded, int at) =>
        at > 0 && at < folded.Length
        && (IsCode(folded[at - 1]) && (Normaliser.IsLatin(folded[at]) || folded[at] is '-' or '%')
            || folded[at - 1] is '.' or '-' or '/' && Normaliser.IsLatin(folded[at]));

    private static bool IsCode(char c) => Normaliser.IsLatin(c) || c is '#' or '_';

    private static bool At(string folded, int at, string word) => string.CompareOrdinal(folded, at, word, 0, word.Length) == 0 && at + word.Length <= folded.Length;
}
