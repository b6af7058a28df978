using System.Globalization;
using System.Text;

namespace CollabBot.Core.Wiki;

/// <summary>Page paths: names joined by "/", each fit to be a page title and a file name everywhere.</summary>
public static class PagePath
{
    private const int LongestName = 60;
    private const int LongestPath = 200;

    /// <summary>Throws an <see cref="ArgumentException"/> that says what is wrong with the path.</summary>
    public static void Check(string path)
    {
        if (path.Length is 0 or > LongestPath)
            throw new ArgumentException($"A page path has 1 to {LongestPath} characters", nameof(path));
        foreach (var name in path.Split('/'))
            if (name.Length is 0 or > LongestName || name != Clean(name))
                throw new ArgumentException($"'{name}' is not fit to be the name of a page", nameof(path));
    }

    /// <summary>The nearest name that is fit: what file systems and Markdown mind is left out, and marks that hide or turn text, because they make two names look like one.</summary>
    public static string Clean(string name)
    {
        var kept = new StringBuilder();
        foreach (var rune in name.EnumerateRunes().Where(IsFit))
            if (kept.Length + rune.Utf16SequenceLength <= LongestName)
                kept.Append(rune.Value is '/' or '\\' ? "-" : rune.ToString());
        var trimmed = kept.ToString().Trim(' ', '.');
        return trimmed.Length == 0 ? "_" : trimmed;
    }

    private static bool IsFit(Rune rune) =>
        rune != Rune.ReplacementChar
        && rune.Value is not (':' or '*' or '?' or '"' or '<' or '>' or '|')
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
