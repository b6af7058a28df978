using System.Globalization;
using System.Text;
using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>Running text in the markdown of Feishu's cards, where people's words stay words: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/rich-text</summary>
internal static class FeishuMarkdown
{
    // Markup wherever it stands; & first of all, because entities are interpreted
    private const string Special = "&<>*_~`[]$\\|";

    // Markup at the start of a line only: headings, lists, rules, underlined headings
    private const string SpecialAtStart = "#-+=";

    /// <summary>The markdown of inline content. <paramref name="users"/> maps our person ids to open_ids.</summary>
    public static string Of(IReadOnlyList<Inline> text, IReadOnlyDictionary<string, string> users)
    {
        var writer = new StringBuilder();
        Write(writer, text, users);
        return writer.ToString();
    }

    private static void Write(StringBuilder writer, IReadOnlyList<Inline> text, IReadOnlyDictionary<string, string> users)
    {
        foreach (var part in text)
        {
            switch (part)
            {
                case Inline.Words words:
                    Escape(writer, words.Text);
                    break;
                case Inline.Strong strong:
                    Mark(writer, "**", Of(strong.Text, users));
                    break;
                case Inline.Emphasis emphasis:
                    Mark(writer, "*", Of(emphasis.Text, users));
                    break;
                case Inline.Struck struck:
                    Mark(writer, "~~", Of(struck.Text, users));
                    break;
                case Inline.Code code:
                    Code(writer, code.Text);
                    break;
                case Inline.Link link:
                    Link(writer, link, users);
                    break;
                case Inline.At at:
                    At(writer, at, users);
                    break;
                case Inline.Break:
                    writer.Append('\n');
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
    }

    /// <summary>Appends words so that nothing in them is markup; line breaks stay.</summary>
    public static void Escape(StringBuilder writer, string words)
    {
        var start = writer.Length == 0 || writer[^1] == '\n';
        var digits = 0;
        for (var i = 0; i < words.Length; i++)
        {
            var c = words[i];
            if (c == '\n')
            {
                writer.Append('\n');
                (start, digits) = (true, 0);
                continue;
            }

            if (char.IsControl(c))
                c = ' ';
            if (start && digits == 0 && c == ' ')
            {
                // Four plain spaces would make it code
                writer.Append("&nbsp;");
                continue;
            }

            if (Special.Contains(c) || (start && digits == 0 && SpecialAtStart.Contains(c)) || IsOrdinal(c, digits) || IsShortcode(words, i))
                writer.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
            else
                writer.Append(c);
            digits = start && char.IsAsciiDigit(c) ? digits + 1 : 0;
            start = start && digits > 0;
        }
    }

    // "1." or "1)" opening a line makes a list
    private static bool IsOrdinal(char c, int digits) => digits > 0 && c is ('.' or ')');

    // :OK: is an emoji and https:// becomes a link
    private static bool IsShortcode(string words, int at) => words[at] == ':' && at + 1 < words.Length && (char.IsAsciiLetter(words[at + 1]) || words[at + 1] == '/');

    // Markers beside punctuation (an entity is some) count only with a gap on their outer side
    private static void Mark(StringBuilder writer, string marker, string inner)
    {
        if (string.IsNullOrWhiteSpace(inner))
        {
            writer.Append(inner);
            return;
        }

        inner = inner.Trim();
        if (writer.Length > 0 && !char.IsWhiteSpace(writer[^1]) && !char.IsLetterOrDigit(inner[0]))
            writer.Append(' ');
        writer.Append(marker).Append(inner).Append(marker);
        if (!char.IsLetterOrDigit(inner[^1]))
            writer.Append(' ');
    }

    // Inside code nothing can be escaped: what could close it or be a tag is written as plain words
    private static void Code(StringBuilder writer, string code)
    {
        if (code.Length == 0 || code.AsSpan().IndexOfAny("`<&\n\r") >= 0)
            Escape(writer, code);
        else
            writer.Append('`').Append(code).Append('`');
    }

    private static void Link(StringBuilder writer, Inline.Link link, IReadOnlyDictionary<string, string> users)
    {
        var text = Of(link.Text, users);
        if (WebAddress(link.Target) is { } address)
            writer.Append('[').Append(text).Append("](").Append(address).Append(')');
        else
            writer.Append(text);
    }

    /// <summary>The address with everything escaped that could end it early; null unless http or https.</summary>
    public static string? WebAddress(string target) =>
        Uri.TryCreate(target, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new StringBuilder(uri!.AbsoluteUri).Replace("(", "%28").Replace(")", "%29").Replace(";", "%3B").Replace("'", "%27").Replace("[", "%5B").Replace("]", "%5D").ToString()
            : null;

    private static void At(StringBuilder writer, Inline.At at, IReadOnlyDictionary<string, string> users)
    {
        if (users.TryGetValue(at.PersonId, out var user) && IsUserId(user))
            writer.Append("<at id=").Append(user).Append("></at>");
        else
            Escape(writer, "@" + at.Name);
    }

    /// <summary>Whether this can stand in an at tag; <c>all</c> never does.</summary>
    public static bool IsUserId(string user) => user.Length is > 3 and <= 64 && user.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
