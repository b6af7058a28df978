using System.Globalization;

namespace CollabBot.Core.Text;

/// <summary>Folds text for matching only: full-width forms become half-width, case is dropped, invisible characters vanish. What is kept of a message is never folded.</summary>
internal static class Normaliser
{
    /// <summary>Stands in a folded line where a mention stood; nobody can type it there.</summary>
    public const char MentionMark = '\uFFFC';

    /// <summary>The folded text.</summary>
    public static string Fold(string text) => FoldMapped(text).Folded;

    /// <summary>The folded text, and for each of its characters (and its end) the place in the original.</summary>
    public static (string Folded, int[] Map) FoldMapped(string text)
    {
        var folded = new char[text.Length];
        var map = new int[text.Length + 1];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == MentionMark || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
                continue;
            map[length] = i;
            folded[length++] = Fold(c);
        }

        map[length] = text.Length;
        return (new string(folded, 0, length), map[..(length + 1)]);
    }

    /// <summary>True for ASCII letters and digits, which need a boundary; Chinese words do not.</summary>
    public static bool IsLatin(char c) => char.IsAsciiLetterOrDigit(c);

    private static char Fold(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => char.ToLowerInvariant((char)(c - 0xFEE0)),
        '\u3000' => ' ',
        '\uFFE5' => '\u00A5',
        _ => char.ToLowerInvariant(c),
    };
}
