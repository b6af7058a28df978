using System.Text;

namespace CollabBot.Core.Docs;

/// <summary>
/// Keeps a value inert while Markdown around it is read: each sign becomes a Unicode noncharacter that stands for it and is put back once the structure is known.
/// Unlike a backslash this holds everywhere (text, code, link targets, titles), and beside `**` a noncharacter counts as neither space nor punctuation.
/// </summary>
internal static class StandIns
{
    /// <summary>Stands for nothing: guards the ends of a value (spaces, full-width punctuation, an empty value).</summary>
    public const char Guard = '\uFFFF';

    private const char NewLine = '\uFFFE';
    private const char First = '\uFDD0';
    private const string Signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    public static string Put(string value)
    {
        var clean = Clean(value);
        if (clean.Length > 0 && clean.All(char.IsAsciiLetterOrDigit))
            return clean;
        var text = new StringBuilder(clean.Length + 2).Append(Guard);
        foreach (var sign in clean)
        {
            var index = Signs.IndexOf(sign, StringComparison.Ordinal);
            text.Append(index >= 0 ? (char)(First + index) : sign == '\n' ? NewLine : sign);
        }

        return text.Append(Guard).ToString();
    }

    public static string Restore(string text)
    {
        if (!text.Any(IsReserved))
            return text;
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text)
            if (sign == NewLine)
                plain.Append('\n');
            else if (sign >= First && sign < First + Signs.Length)
                plain.Append(Signs[sign - First]);
            else if (sign != Guard)
                plain.Append(sign);
        return plain.ToString();
    }

    /// <summary>Text as a document may hold it: "\n" for every kind of line end, no control signs, none that turns the words around it, no reserved noncharacters, no half of a surrogate pair.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(s => char.IsControl(s) || Turns(s) || char.IsSurrogate(s) || IsReserved(s) || s is '\u2028' or '\u2029'))
            return text;
        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            if (sign == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                continue;
            if (char.IsHighSurrogate(sign) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                clean.Append(sign).Append(text[++i]);
            else if (sign is '\n' or '\r' or '\u2028' or '\u2029')
                clean.Append('\n');
            else if (char.IsSurrogate(sign) || IsReserved(sign))
                clean.Append('\uFFFD');
            else if (sign == '\t' || !(char.IsControl(sign) || Turns(sign)))
                clean.Append(sign);
        }

        return clean.ToString();
    }

    // Embeddings, overrides and isolates of direction: left open, they would turn the names and buttons that follow
    private static bool Turns(char sign) => sign is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsReserved(char sign) => sign is >= '\uFDD0' and <= '\uFDEF' or Guard or NewLine;
}
