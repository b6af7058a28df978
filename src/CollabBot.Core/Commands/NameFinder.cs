using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>Decides which command a line begins with.</summary>
internal static class NameFinder
{
    private const int LongestSlip = 8;

    /// <summary>
    /// The longest name that stands at the start; glued to further words only when the command takes text (<c>卡点支付坏了</c>). A reference in front may stand for the
    /// first word (<c>#B-1 认领</c>, <c>认领 #B-1</c>); a reference that the command has no place for, or one alone, shows the record.
    /// </summary>
    public static NameMatch? Find(Utterance line, CommandCatalog catalog)
    {
        var folded = line.Folded;
        var match = catalog.Names.Match(folded, line.Start, catalog.Prefixes).FirstOrDefault(m => Fits(folded, m) && !Swallows(line, m, catalog));
        if (match is not null)
            return ShownInstead(line, catalog, match) ?? match;
        if (Leading(folded, line.Start, catalog) is { } reference)
            return catalog.Showing(reference.Prefix) is not { } show ? null
                : catalog.Names.MatchAfterReference(folded, Skip(folded, reference.End), show, catalog.Prefixes).FirstOrDefault(m => Fits(folded, m))
                    ?? new NameMatch(show, reference.End, 0, []);
        return RootWithReference(line, catalog) ?? VerbWithReference(line, catalog);
    }

    /// <summary>The longest name shorter than the given one whose command takes text, or null.</summary>
    public static NameMatch? TakingText(Utterance line, NameMatch longer, CommandCatalog catalog) =>
        catalog.Names.Match(line.Folded, line.Start, catalog.Prefixes).FirstOrDefault(m => m.Length < longer.Length && m.Command.TakesText);

    /// <summary>More than a stray word or a thank-you: four Chinese signs, two Latin words.</summary>
    public static bool IsSentence(string text)
    {
        var weight = 0;
        for (var i = 0; i < text.Length; i++)
            if (char.IsLetterOrDigit(text[i]))
                weight += !char.IsAsciiLetterOrDigit(text[i]) ? 1 : i == 0 || char.IsWhiteSpace(text[i - 1]) ? 2 : 0;
        return weight >= 4;
    }

    private static bool Fits(string folded, NameMatch match) =>
        match.End == folded.Length || !char.IsLetterOrDigit(folded[match.End]) || match.Command.TakesText;

    /// <summary>
    /// <c>卡点 补充材料没人给</c> is a blocker about material: a later word that goes on without a break names a command about a record only where the record is named.
    /// </summary>
    private static bool Swallows(Utterance line, NameMatch match, CommandCatalog catalog)
    {
        var folded = line.Folded;
        if (match.Words.Count < 2 || match.End == folded.Length || !char.IsLetter(folded[match.End]) || !match.Command.Parameters.Any(p => p is { Required: true, Kind: ParameterKind.Reference }))
            return false;
        return !Enumerable.Range(line.Start, folded.Length - line.Start).Any(at => Leading(folded, at, catalog) is { } reference && Takes(match.Command, reference));
    }

    /// <summary>
    /// <c>协同日 填报表格打不开</c>: a later word that goes on without a break, where nothing shorter takes the text either. Both readings are likely, so the text is shown before it counts.
    /// </summary>
    public static bool RunsOn(Utterance line, NameMatch match, CommandCatalog catalog) =>
        match.Words.Count > 1 && match.End < line.Folded.Length && char.IsLetter(line.Folded[match.End])
        && !match.Command.Parameters.Any(p => p is { Required: true, Kind: ParameterKind.Reference })
        && catalog.Names.Match(line.Folded, line.Start, catalog.Prefixes).Any(m => m.Length < match.Length && m.Command != match.Command);

    /// <summary><c>卡点 #B-1</c> reports no new blocker: it asks for that one.</summary>
    private static NameMatch? ShownInstead(Utterance line, CommandCatalog catalog, NameMatch match)
    {
        var at = Skip(line.Folded, match.End);
        if (match.Words.Count != 1 || Leading(line.Folded, at, catalog) is not { } reference || catalog.Showing(reference.Prefix) is not { } show || show == match.Command)
            return null;
        return !Takes(match.Command, reference) && catalog.Names.IsRoot(show, line.Folded[match.Words[0].Start..match.Words[0].End]) ? match with { Command = show } : null;
    }

    /// <summary>The first word of a command that shows records, with a reference: <c>目标 #G-1</c> where no command is called 目标 alone.</summary>
    private static NameMatch? RootWithReference(Utterance line, CommandCatalog catalog)
    {
        foreach (var show in catalog.All.Where(c => c.Attribute.Shows is not null))
            foreach (var root in catalog.Names.RootsOf(show))
            {
                var end = line.Start + root.Length;
                if (string.CompareOrdinal(line.Folded, line.Start, root, 0, root.Length) == 0
                    && Leading(line.Folded, Skip(line.Folded, end), catalog)?.Prefix.Equals(show.Attribute.Shows, StringComparison.OrdinalIgnoreCase) == true)
                    return new NameMatch(show, end, root.Length, [(line.Start, end)]);
            }

        return null;
    }

    /// <summary>Later words of a name and then the reference that says whose they are: <c>解除 #B-1</c>.</summary>
    private static NameMatch? VerbWithReference(Utterance line, CommandCatalog catalog) =>
        catalog.All.Where(c => c.Attribute.Shows is not null)
            .SelectMany(show => catalog.Names.MatchAfterReference(line.Folded, line.Start, show, catalog.Prefixes)
                .Where(m => Leading(line.Folded, Skip(line.Folded, m.End), catalog)?.Prefix.Equals(show.Attribute.Shows, StringComparison.OrdinalIgnoreCase) == true))
            .OrderByDescending(m => m.Length).FirstOrDefault();

    /// <summary>
    /// One short word and a reference the command has no place for (<c>卡点 认令 #B-1</c>): more likely a slip in the name of what to do with that record than new text.
    /// Gives the word's place, or null.
    /// </summary>
    public static (int Start, int End, CommandInfo Show)? Slip(Utterance line, NameMatch match, CommandCatalog catalog)
    {
        if (!match.Command.TakesText || match.Words.Count != 1)
            return null;
        var pieces = LineSplitter.Split(line.Folded, match.End);
        if (pieces is not [var word, var id] || word.Quoted || word.End - word.Start > LongestSlip || Leading(line.Folded, id.Start, catalog) is not { } reference)
            return null;
        return reference.End == id.End && catalog.Showing(reference.Prefix) is { } show && show != match.Command && !Takes(match.Command, reference)
            && catalog.Names.IsRoot(show, line.Folded[match.Words[0].Start..match.Words[0].End])
            ? (word.Start, word.End, show)
            : null;
    }

    /// <summary>One short word alone behind a name (<c>卡点 列标</c>): as likely a slip in what to show as a text. Gives its place, or null.</summary>
    public static (int Start, int End)? LoneWord(Utterance line, NameMatch match) =>
        match.Words.Count == 1 && LineSplitter.Split(line.Folded, match.End) is [{ Quoted: false } word] && word.End - word.Start <= LongestSlip
            && word.Start > match.End && line.Folded[word.Start..word.End].All(char.IsLetter)
            ? (word.Start, word.End)
            : null;

    private static bool Takes(CommandInfo command, Reference reference) =>
        command.Parameters.Any(p => p.Kind == ParameterKind.Reference && (p.Prefixes.Count == 0 || p.Prefixes.Contains(reference.Prefix, StringComparer.Ordinal)));

    private static Reference? Leading(string folded, int at, CommandCatalog catalog) => References.At(folded, at, catalog.Prefixes);

    private static int Skip(string folded, int at)
    {
        while (at < folded.Length && char.IsWhiteSpace(folded[at]))
            at++;
        return at;
    }
}
