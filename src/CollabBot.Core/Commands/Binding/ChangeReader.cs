using System.Globalization;
using System.Text.RegularExpressions;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>From a number to a number: 从 40 到 50 分, 40 → 50.</summary>
internal sealed class ChangeReader : IArgumentReader
{
    public object? Parse(string text, CommandParameter parameter, BindContext context)
    {
        var folded = Normaliser.Fold(text).Trim();
        foreach (var (_, regex) in context.Lexicon.Changes)
            if (regex.Match(folded) is { Success: true, Index: 0 } match && Read(match, folded[match.Length..].Trim()) is { } change)
                return change;
        return null;
    }

    public IEnumerable<Found> Find(Utterance line, CommandParameter parameter, BindContext context)
    {
        var folded = line.Folded;
        foreach (var (sentence, regex) in context.Lexicon.Changes)
            for (var match = regex.Match(folded, line.BodyStart); match.Success; match = match.NextMatch())
            {
                var (start, end) = (match.Index, match.Index + match.Length);
                var startsToken = start == line.BodyStart || LineSplitter.IsBreak(folded, start - 1);
                var endsToken = end == folded.Length || LineSplitter.IsBreak(folded, end);
                if (!line.IsFree(start, end) || (!startsToken && Glued(folded, start)) || (!endsToken && Glued(folded, end))
                    || Read(match, "") is not { } change)
                    continue;
                yield return new Found(start, end, change) { Keep = sentence || !startsToken || !endsToken };
            }
    }

    // 从 after a Latin word begins a new one (NPS从40), a figure does not (V240 → 50)
    private static bool Glued(string folded, int at) => Normaliser.IsLatin(folded[at - 1]) && Normaliser.IsLatin(folded[at]);

    public string Write(object value)
    {
        var change = (FromTo)value;
        return string.Create(CultureInfo.InvariantCulture, $"{change.From:0.######} → {change.To:0.######} {change.Unit}").TrimEnd();
    }

    private static FromTo? Read(Match match, string unit)
    {
        if (unit.Any(char.IsWhiteSpace) || unit.Length > 12)
            return null;
        var said = match.Groups["toUnit"] is { Success: true } to ? to.Value : match.Groups["fromUnit"] is { Success: true } from ? from.Value : null;
        return Number(match.Groups["from"]) is { } a && Number(match.Groups["to"]) is { } b ? new FromTo(a, b, unit.Length > 0 ? said + unit : said) : null;
    }

    private static decimal? Number(Group group) =>
        decimal.TryParse(group.ValueSpan, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}
