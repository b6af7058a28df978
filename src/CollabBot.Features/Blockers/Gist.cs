namespace CollabBot.Features.Blockers;

/// <summary>What two texts are compared by: the pairs of neighbouring letters, and the numbers, which tell one order or ticket from another.</summary>
internal sealed class Gist
{
    // Beyond this a text tells a story, and its beginning says what about
    private const int Longest = 120;
    private readonly int[] pairs;
    private readonly HashSet<string> numbers;

    private Gist(int[] pairs, HashSet<string> numbers) => (this.pairs, this.numbers) = (pairs, numbers);

    /// <summary>The gist of a text.</summary>
    public static Gist Of(string text)
    {
        var beginning = text.Length > Longest ? text[..Longest] : text;
        var numbers = Runs(beginning).Where(IsCode).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var letters = beginning.Where(char.IsLetter).Select(char.ToLowerInvariant).ToArray();
        var pairs = new SortedSet<int>();
        for (var i = 0; i + 1 < letters.Length; i++)
            pairs.Add((letters[i] << 16) | letters[i + 1]);
        return new Gist([.. pairs], numbers);
    }

    /// <summary>How alike two texts are, from 0 to 1: twice what they share over what both have; nothing when they name different numbers.</summary>
    public double Like(Gist other)
    {
        if (pairs.Length == 0 || other.pairs.Length == 0 || (numbers.Count > 0 && other.numbers.Count > 0 && !numbers.SetEquals(other.numbers)))
            return 0;
        var (i, j, shared) = (0, 0, 0);
        while (i < pairs.Length && j < other.pairs.Length)
        {
            if (pairs[i] == other.pairs[j])
                (i, j, shared) = (i + 1, j + 1, shared + 1);
            else if (pairs[i] < other.pairs[j])
                i++;
            else
                j++;
        }

        return 2.0 * shared / (pairs.Length + other.pairs.Length);
    }

    private static IEnumerable<string> Runs(string text)
    {
        for (var (start, i) = (0, 0); i <= text.Length; i++)
        {
            if (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '-' or '_' or '.'))
                continue;
            if (i > start)
                yield return text[start..i];
            start = i + 1;
        }
    }

    // 1024 or mk-7f name one thing; 200 is an amount, and BUG is a word
    private static bool IsCode(string run) => run.Count(char.IsAsciiDigit) is var digits && (digits >= 4 || (digits > 0 && run.Any(char.IsAsciiLetter)));
}
