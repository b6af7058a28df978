using System.Globalization;
using System.Text;

namespace CollabBot.DingTalk.Outbound;

/// <summary>Makes words inert in DingTalk's Markdown, whose clients read more of it than its documentation lists.</summary>
internal static class DingTalkText
{
    /// <summary>A line break inside a paragraph needs two spaces on both sides.</summary>
    public const string Break = "  \n  ";

    /// <summary>Words as Markdown that means nothing but themselves. <paramref name="lineStart"/>: nothing stands before them on their line.</summary>
    public static string Escape(string words, bool lineStart)
    {
        var text = Plain(words);
        var made = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
            {
                made.Append(Break);
                lineStart = true;
                continue;
            }

            // Four leading spaces would be code; the clients eat fewer anyway
            if (lineStart && c == ' ')
                continue;
            switch (c)
            {
                case '\\' or '`' or '*' or '_' or '[' or ']' or '~' or '|':
                case '#' or '-' or '+' or '=' or '>' when lineStart:
                    made.Append('\\').Append(c);
                    break;
                case '.' or ')' when EndsNumber(text, i):
                    made.Append('\\').Append(c);
                    break;
                case '<':
                    made.Append("&lt;");
                    break;
                case '&' when i + 1 < text.Length && (char.IsAsciiLetter(text[i + 1]) || text[i + 1] == '#'):
                    made.Append("&amp;");
                    break;
                default:
                    made.Append(c);
                    break;
            }

            lineStart = false;
        }

        return made.ToString();
    }

    /// <summary>Words without what a reader cannot see coming: control signs, and signs that turn the direction of the text around them.</summary>
    public static string Plain(string words)
    {
        var made = new StringBuilder(words.Length);
        foreach (var rune in words.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value == '\n')
                made.Append('\n');
            else if (rune.Value == '\t')
                made.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Control && rune.Value is not ((>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)))
                made.Append(rune.ToString());
        }

        // A link of the client's own kind acts when it is clicked; broken by a zero-width space it is only words
        return made.Replace("dtmd://", "dtmd:\u200b//").Replace("dingtalk://", "dingtalk:\u200b//").ToString();
    }

    /// <summary>One line, at most so many characters, never half an emoji.</summary>
    public static string Line(string words, int characters)
    {
        var line = string.Join(' ', Plain(words).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        if (new StringInfo(line) is { LengthInTextElements: var length } info && length > characters)
            return info.SubstringByTextElements(0, characters - 1) + "…";
        return line;
    }

    /// <summary>The longest beginning that, with an ellipsis, fits into so many bytes.</summary>
    public static string Cut(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
            return text;
        var room = bytes - 3;
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if ((room -= rune.Utf8SequenceLength) < 0)
                break;
            end += rune.Utf16SequenceLength;
        }

        return text[..end] + "…";
    }

    /// <summary>"1." or "23)" with only digits before it on its line would start a numbered list.</summary>
    private static bool EndsNumber(string text, int at)
    {
        var i = at - 1;
        while (i >= 0 && char.IsAsciiDigit(text[i]))
            i--;
        return i < at - 1 && (i < 0 || text[i] is '\n' or ' ');
    }
}
