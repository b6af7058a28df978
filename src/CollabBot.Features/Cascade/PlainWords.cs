using CollabBot.Core.Text;

namespace CollabBot.Features.Cascade;

/// <summary>What makes a sentence hard to act on. It is shown, never refused.</summary>
public sealed record PlainFlags(IReadOnlyList<string> Jargon, int TooLong, bool NoAction)
{
    public bool Any => Jargon.Count > 0 || TooLong > 0 || NoAction;

    public bool HasJargon => Jargon.Count > 0;
}

/// <summary>黑话检测: buzzwords, sentences that take two breaths, and sentences in which nobody does anything. The word lists stand with the slice's words, so that a company can change them.</summary>
internal sealed class PlainWords(Phrasebook phrases)
{
    /// <summary>What one breath holds: Chinese signs, or words.</summary>
    public const int LongestBreath = 40;

    private const double Alike = 0.8;

    /// <summary>What is wrong with the sentence.</summary>
    public PlainFlags Check(string sentence)
    {
        var weight = Weight(sentence);
        return new PlainFlags(
            [.. Words("cascade.jargon").Where(w => Holds(sentence, w)).Distinct(StringComparer.OrdinalIgnoreCase)],
            weight > LongestBreath ? weight : 0,
            !Words("cascade.actions").Any(w => Holds(sentence, w)));
    }

    /// <summary>How many lines say nearly the same as another one: copied, not translated.</summary>
    public static int Copies(IReadOnlyList<RoleLine> lines) =>
        lines.Where((line, i) => lines.Where((other, j) => i != j && Likeness(line.Text, other.Text) >= Alike).Any()).Count();

    /// <summary>Dice's coefficient over pairs of signs.</summary>
    internal static double Likeness(string a, string b)
    {
        var (left, right) = (Pairs(a), Pairs(b));
        if (left.Count == 0 || right.Count == 0)
            return string.Equals(a, b, StringComparison.Ordinal) ? 1 : 0;
        return 2.0 * left.Intersect(right, StringComparer.Ordinal).Count() / (left.Count + right.Count);
    }

    private static HashSet<string> Pairs(string text)
    {
        var bare = new string([.. text.Where(char.IsLetterOrDigit)]).ToLowerInvariant();
        return [.. Enumerable.Range(0, Math.Max(0, bare.Length - 1)).Select(i => bare.Substring(i, 2))];
    }

    private static int Weight(string text)
    {
        var weight = 0;
        for (var i = 0; i < text.Length; i++)
            if (char.IsLetterOrDigit(text[i]) && (!char.IsAscii(text[i]) || i == 0 || !(char.IsLetterOrDigit(text[i - 1]) && char.IsAscii(text[i - 1]))))
                weight++;
        return weight;
    }

    private IEnumerable<string> Words(string list) => phrases.Locales.SelectMany(locale => phrases.Say(list, locale).Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    // An English word not inside another one; Chinese has no gaps to go by
    private static bool Holds(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            if (!char.IsAsciiLetter(word[0]) || (!IsLetterAt(text, at - 1) && !IsLetterAt(text, at + word.Length)))
                return true;
        return false;
    }

    private static bool IsLetterAt(string text, int index) => index >= 0 && index < text.Length && char.IsAsciiLetter(text[index]);
}
