using System.Text;
using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>Running text without markup: for text messages, summaries and table heads.</summary>
internal static class PlainText
{
    private const int Longest = 20_000;

    // Text messages know no escape. An invisible joint inside whatever would be a tag, bold or a link keeps it from being one
    private const char Joint = '\u200b';

    /// <summary>The words alone.</summary>
    public static string Of(IReadOnlyList<Inline> text) => string.Concat(text.Select(part => part switch
    {
        Inline.Words words => words.Text,
        Inline.Strong strong => Of(strong.Text),
        Inline.Emphasis emphasis => Of(emphasis.Text),
        Inline.Struck struck => Of(struck.Text),
        Inline.Code code => code.Text,
        Inline.Link link => Of(link.Text),
        Inline.At at => "@" + at.Name,
        Inline.Break => "\n",
        _ => throw new System.Diagnostics.UnreachableException(),
    }));

    /// <summary>The text of a text message; mentions notify.</summary>
    public static string Message(IReadOnlyList<Inline> text, IReadOnlyDictionary<string, string> users)
    {
        var writer = new StringBuilder();
        Write(writer, text, users);
        return writer.ToString();
    }

    /// <summary>True when a text message holds it; what is longer goes as a card of as many pages as it needs.</summary>
    public static bool Fits(string text) => text.Length <= Longest;

    /// <summary>At most so many characters, never half of one, with an ellipsis when something is missing.</summary>
    public static string Clip(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        var end = longest - 1;
        if (end > 0 && char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[..end] + "…";
    }

    private static void Write(StringBuilder writer, IReadOnlyList<Inline> text, IReadOnlyDictionary<string, string> users)
    {
        foreach (var part in text)
        {
            switch (part)
            {
                case Inline.At at when users.TryGetValue(at.PersonId, out var user) && FeishuMarkdown.IsUserId(user):
                    writer.Append("<at user_id=\"").Append(user).Append("\">");
                    Inert(writer, at.Name);
                    writer.Append("</at>");
                    break;
                case Inline.Strong strong:
                    Write(writer, strong.Text, users);
                    break;
                case Inline.Emphasis emphasis:
                    Write(writer, emphasis.Text, users);
                    break;
                case Inline.Struck struck:
                    Write(writer, struck.Text, users);
                    break;
                case Inline.Link link when FeishuMarkdown.WebAddress(link.Target) is { } address:
                    Write(writer, link.Text, users);
                    writer.Append(' ').Append(address);
                    break;
                default:
                    Inert(writer, Of([part]));
                    break;
            }
        }
    }

    private static void Inert(StringBuilder writer, string words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            writer.Append(words[i]);
            var next = i + 1 < words.Length ? words[i + 1] : '\0';
            if ((words[i] == '<' && (char.IsAsciiLetter(next) || next == '/')) || (words[i] == '*' && next == '*') || (words[i] == ']' && next == '('))
                writer.Append(Joint);
        }
    }
}
