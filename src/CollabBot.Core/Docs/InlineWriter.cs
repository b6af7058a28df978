using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CollabBot.Core.Docs;

/// <summary>Running text in normal form → Markdown.</summary>
internal static partial class InlineWriter
{
    private const char Joint = InlineReader.Joint;

    /// <summary>The text of a paragraph; breaks are real line ends.</summary>
    public static string Lines(IReadOnlyList<Inline> text)
    {
        var lines = Text(text, "\\\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
            lines[i] = BlockStart().Replace(KeepSpaces(lines[i]), "$1\\$2");
        return string.Join('\n', lines);
    }

    /// <summary>Text that must stay on one line: a heading or a table cell.</summary>
    public static string Line(IReadOnlyList<Inline> text, bool heading = false)
    {
        var line = KeepSpaces(Text(text, "&#10;"));
        return heading && line.EndsWith('#') ? line[..^1] + "\\#" : line;
    }

    public static string Button(CommandButton button)
    {
        var style = button.Style switch { ButtonStyle.Primary => "primary", ButtonStyle.Danger => "danger", _ => "" };
        var title = $"{style}{(button.Confirm is null ? "" : $" confirm {button.Confirm}")}".Trim();
        return $"[{KeepSpaces(Words(button.Label))}]({Target(button.Url ?? LinkTarget.Command + button.Line)}{(title.Length == 0 ? "" : $" \"{TitleSigns().Replace(title, Sign)}\"")})";
    }

    /// <summary>Plain words behind an opening fence.</summary>
    public static string FenceWords(string words) => TitleSigns().Replace(words, Sign);

    public static int LongestRun(string text, char sign)
    {
        var longest = 0;
        for (int i = 0, run = 0; i < text.Length; i++)
            longest = Math.Max(longest, run = text[i] == sign ? run + 1 : 0);
        return longest;
    }

    private static string Text(IReadOnlyList<Inline> text, string lineBreak)
    {
        var result = new StringBuilder();
        foreach (var inline in text)
        {
            var next = One(inline, lineBreak);
            // `**a****b**`, an "!" before a link, a code span after another: kept apart
            if (result.Length > 0 && inline is not Inline.Words && (result[^1] == next[0] || (result[^1] == '!' && next[0] == '[')))
                result.Append(Joint);
            result.Append(next);
        }

        return result.ToString();
    }

    private static string One(Inline inline, string lineBreak) => inline switch
    {
        Inline.Words words => Words(words.Text),
        Inline.Strong strong => Wrap("**", Text(strong.Text, lineBreak)),
        Inline.Emphasis emphasis => Wrap("*", Text(emphasis.Text, lineBreak)),
        Inline.Struck struck => Wrap("~~", Text(struck.Text, lineBreak)),
        Inline.Code code => Code(code.Text),
        Inline.Link link => $"[{KeepSpaces(Text(link.Text, lineBreak))}]({Target(link.Target)})",
        Inline.At at => $"[@{Words(at.Name)}]({Target(LinkTarget.Person + at.PersonId)})",
        Inline.Break => lineBreak,
        _ => throw new UnreachableException(),
    };

    // Markdown refuses `**「重要」**` between letters; the joint is a neighbour it accepts
    private static string Wrap(string sign, string text)
    {
        var open = char.IsLetterOrDigit(text[0]) ? "" : $"{Joint}";
        var close = char.IsLetterOrDigit(text[^1]) ? "" : $"{Joint}";
        return sign + open + text + close + sign;
    }

    private static string Code(string text)
    {
        var fence = new string('`', LongestRun(text, '`') + 1);
        var pad = text[0] == '`' || text[^1] == '`' || (text[0] == ' ' && text[^1] == ' ' && text.Any(c => c != ' ')) ? " " : "";
        return fence + pad + text + pad + fence;
    }

    private static string Words(string text) => WordSigns().Replace(text, m => m.Value is "\t" or "\u200B" ? Entity(m.Value[0]) : "\\" + m.Value);

    private static string Target(string target) => $"<{TargetSigns().Replace(target, Sign)}>";

    // In targets and titles a backslash does not hide an entity
    private static string Sign(Match sign) => sign.Value == "&" ? "&amp;" : "\\" + sign.Value;

    private static string KeepSpaces(string line)
    {
        line = line.Length > 0 && IsSpace(line[0]) ? Entity(line[0]) + line[1..] : line;
        var hard = line.EndsWith('\\') && !line.EndsWith("\\\\", StringComparison.Ordinal);
        var end = hard ? line.Length - 2 : line.Length - 1;
        return end >= 0 && IsSpace(line[end]) ? line[..end] + Entity(line[end]) + (hard ? "\\" : "") : line;
    }

    private static bool IsSpace(char sign) => char.IsWhiteSpace(sign) && sign != '\n';

    private static string Entity(char sign) => string.Create(CultureInfo.InvariantCulture, $"&#{(int)sign};");

    [GeneratedRegex(@"[\\`*_\[\]<>|~\t\u200B]|&(?=[#A-Za-z])")]
    private static partial Regex WordSigns();

    [GeneratedRegex(@"[\\<>]|&(?=[#A-Za-z])")]
    private static partial Regex TargetSigns();

    [GeneratedRegex("[\\\\\"]|&(?=[#A-Za-z])")]
    private static partial Regex TitleSigns();

    [GeneratedRegex(@"^(\d*)([-+=#:.)])")]
    private static partial Regex BlockStart();
}
