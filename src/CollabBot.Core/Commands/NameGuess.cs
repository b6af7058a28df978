using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>The command a person may have meant.</summary>
internal static class NameGuess
{
    private const int LongestWord = 24;

    // One wrong sign of two, and a little for an ending
    private const double Near = 0.51;

    /// <summary>The nearest command by edit distance, or null when nothing is near; and the word as it was written.</summary>
    public static (CommandInfo? Guess, string Word) Of(Utterance line, CommandCatalog catalog)
    {
        var pieces = LineSplitter.Split(line.Folded, line.Start);
        if (pieces.Count == 0)
            return (null, "");
        var first = pieces[0] with { End = Math.Min(pieces[0].End, pieces[0].Start + LongestWord) };
        var word = line.Folded[first.Start..first.End];
        var two = pieces.Count > 1 ? $"{word} {line.Folded[pieces[1].Start..Math.Min(pieces[1].End, pieces[1].Start + LongestWord)]}" : word;
        var best = catalog.Names.All.Where(n => !n.Command.Attribute.Hidden)
            .Select(n => (n.Command, Cost: Cost(n.Words, word, two)))
            .Where(c => c.Cost < Near)
            .OrderBy(c => c.Cost).ThenBy(c => c.Command.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return (best.Command, line.Written(first.Start, first.End));
    }

    /// <summary>The nearest command among those whose names begin with a root of the command that shows the record, by their later words.</summary>
    public static CommandInfo? OfVerb(string word, CommandInfo show, CommandCatalog catalog) =>
        catalog.Names.All.Where(n => n.Words.Length == 2 && !n.Command.Attribute.Hidden && catalog.Names.IsRoot(show, n.Words[0]))
            .Select(n => (n.Command, Cost: Cost([n.Words[1]], word, word)))
            .Where(c => c.Cost < Near)
            .OrderBy(c => c.Cost).ThenBy(c => c.Command.Name, StringComparer.Ordinal)
            .FirstOrDefault().Command;

    /// <summary>The nearest command of two words that begins with this one; slips rarely touch the first letter, and 真的 is no 我的.</summary>
    public static CommandInfo? OfSecond(string word, string first, CommandCatalog catalog) =>
        catalog.Names.All.Where(n => n.Words.Length == 2 && !n.Command.Attribute.Hidden && n.Words[0] == first && n.Words[1][0] == word[0] && Math.Abs(n.Words[1].Length - word.Length) <= 1)
            .Select(n => (n.Command, Cost: Cost([n.Words[1]], word, word)))
            .Where(c => c.Cost < Near)
            .OrderBy(c => c.Cost).ThenBy(c => c.Command.Name, StringComparer.Ordinal)
            .FirstOrDefault().Command;

    /// <summary>Wrong letters per letter; a Chinese word is also compared with the beginning of a line without blanks.</summary>
    private static double Cost(string[] words, string word, string two)
    {
        var name = string.Join(' ', words);
        var against = words.Length > 1 ? two : word;
        var cost = Distance(name, against) / (double)name.Length;
        if (words.Length == 1 && !Normaliser.IsLatin(name[^1]) && word.Length > name.Length)
            cost = Math.Min(cost, (Distance(name, word[..name.Length]) + 0.01) / name.Length);
        // One of two Latin letters says nothing
        return Normaliser.IsLatin(name[0]) && name.Length < 4 && cost > 0 ? 1 : cost;
    }

    /// <summary>Optimal string alignment: a swap of neighbours counts once.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
            for (var j = 1; j <= b.Length; j++)
            {
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }

        return d[a.Length, b.Length];
    }
}
