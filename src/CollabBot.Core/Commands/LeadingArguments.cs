using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>What may stand anywhere may stand in front of the name as well: <c>周五前 P1 @产品部 卡点 支付坏了</c> is read as if the name came first.</summary>
internal static class LeadingArguments
{
    private const int Most = 8;

    /// <summary>The line with its leading mentions, days, amounts, severities and references put behind the rest; null when no name follows them.</summary>
    public static string? Behind(Utterance line, CommandCatalog catalog, Lexicon lexicon)
    {
        var pieces = LineSplitter.Split(line.Folded, line.Start);
        for (var i = 0; i < Math.Min(pieces.Count - 1, Most) && IsArgument(line, pieces[i], catalog, lexicon); i++)
        {
            var at = pieces[i + 1].Start;
            if (catalog.Names.Match(line.Folded, at, catalog.Prefixes).Any(m => m.End == line.Folded.Length || LineSplitter.IsBreak(line.Folded, m.End)))
                return $"{line.Source(at, line.Folded.Length)} {line.Source(line.Start, at)}";
        }

        return null;
    }

    private static bool IsArgument(Utterance line, Piece piece, CommandCatalog catalog, Lexicon lexicon)
    {
        var text = line.Folded[piece.Start..piece.End];
        return text[0] == '@' || line.MentionAt(piece.Start) is not null
            || text is ['p', >= '0' and <= '3']
            || References.At(line.Folded, piece.Start, catalog.Prefixes)?.End == piece.End
            || IsAmount(text, lexicon)
            || lexicon.Days.Any(d => d.Regex.Match(text) is { Success: true } match && match.Groups["all"].Length == text.Length);
    }

    private static bool IsAmount(string text, Lexicon lexicon) =>
        lexicon.Money.Match(text) is { Success: true } match && match.Length == text.Length
        && (match.Groups["sign"].Success || match.Groups["currency"].Success || lexicon.SureUnits.ContainsKey(match.Groups["unit"].Value));
}
