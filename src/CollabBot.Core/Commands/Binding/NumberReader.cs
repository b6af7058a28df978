using System.Globalization;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>Numbers that stand alone, with or without their measure: 43, 43分, 4.5%.</summary>
internal sealed class NumberReader : IArgumentReader
{
    private const int Longest = 24;

    public object? Parse(string text, CommandParameter parameter, BindContext context)
    {
        var folded = Normaliser.Fold(text).Trim();
        if (folded.Length > Longest)
            return null;
        var measure = context.Lexicon.Measures.FirstOrDefault(m => folded.EndsWith(m, StringComparison.Ordinal)) ?? "";
        var bare = folded[..^measure.Length].TrimEnd();
        if (parameter.Kind == ParameterKind.Number)
            return decimal.TryParse(bare, NumberStyles.Number & ~NumberStyles.AllowTrailingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
        return int.TryParse(bare, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : context.Lexicon.Whole(bare);
    }

    public IEnumerable<Found> Find(Utterance line, CommandParameter parameter, BindContext context)
    {
        // The first number is meant, so that two numbers bind in their order
        var rank = int.MaxValue;
        foreach (var piece in line.Pieces.Where(p => !p.Quoted && (char.IsAsciiDigit(line.Folded[p.Start]) || line.Folded[p.Start] is '-')).ToList())
            if (Parse(line.Folded[piece.Start..piece.End], parameter, context) is { } value)
                yield return new Found(piece.Start, piece.End, value) { Soft = true, Strength = rank-- };
    }

    public string Write(object value) => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture);
}
