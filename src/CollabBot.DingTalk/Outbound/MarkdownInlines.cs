using System.Diagnostics;
using System.Text;
using CollabBot.Core.Docs;

namespace CollabBot.DingTalk.Outbound;

/// <summary>
/// Draws running text. A mention becomes <c>@userId</c> where <paramref name="mentioned"/> knows one, which notifies, else <c>@name</c>; an interactive card has a tag of its own for it.
/// </summary>
internal sealed class MarkdownInlines(IReadOnlyDictionary<string, string> mentioned, bool inCard = false)
{
    private readonly List<string> users = [];
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>The users mentioned so far, each once.</summary>
    public IReadOnlyList<string> Users => users;

    /// <summary>The same with the names they are called by.</summary>
    public IReadOnlyDictionary<string, string> Names => names;

    /// <summary>Markdown, in which the words are inert.</summary>
    public string Draw(IReadOnlyList<Inline> text, bool lineStart = true)
    {
        var made = new StringBuilder();
        foreach (var inline in text)
            made.Append(Draw(inline, made.Length == 0 ? lineStart : made[^1] == ' ' && made.ToString().EndsWith(DingTalkText.Break, StringComparison.Ordinal)));
        return made.ToString().Trim(' ', '\n');
    }

    /// <summary>The same as words alone, for text messages.</summary>
    public string Words(IReadOnlyList<Inline> text) => string.Concat(text.Select(Words));

    private string Draw(Inline inline, bool lineStart) => inline switch
    {
        Inline.Words words => DingTalkText.Escape(words.Text, lineStart),
        Inline.Strong strong => Marked("**", strong.Text),
        Inline.Emphasis emphasis => Marked("*", emphasis.Text),
        Inline.Struck struck => Marked("~~", struck.Text),
        // Clients that do not know code would read what is between its marks as Markdown
        Inline.Code code => Marked("**", [new Inline.Words(code.Text)]),
        Inline.Link link => Web(link.Target) is { } address ? $"[{Draw(link.Text, lineStart: false)}]({address})" : Draw(link.Text, lineStart),
        Inline.At at when inCard && User(at) is { } user => $"<a atId={user}>{DingTalkText.Escape(at.Name, lineStart: false)}</a> ",
        Inline.At at => User(at) is { } user ? $"@{user} " : DingTalkText.Escape($"@{at.Name} ", lineStart: false),
        Inline.Break => DingTalkText.Break,
        _ => throw new UnreachableException(),
    };

    private string Words(Inline inline) => inline switch
    {
        Inline.Words words => DingTalkText.Plain(words.Text),
        Inline.Strong strong => Words(strong.Text),
        Inline.Emphasis emphasis => Words(emphasis.Text),
        Inline.Struck struck => Words(struck.Text),
        Inline.Code code => DingTalkText.Plain(code.Text),
        Inline.Link link => Web(link.Target) is { } address ? $"{Words(link.Text)} {address}" : Words(link.Text),
        Inline.At at => User(at) is { } user ? $"@{user} " : DingTalkText.Plain($"@{at.Name} "),
        Inline.Break => "\n",
        _ => throw new UnreachableException(),
    };

    private string Marked(string mark, IReadOnlyList<Inline> text)
    {
        var inner = Draw(text, lineStart: false);
        if (inner.Length == 0)
            return "";
        // Next to Chinese letters a mark inside punctuation does not close: "**「好」**吗"
        var gap = char.IsLetterOrDigit(inner[0]) && char.IsLetterOrDigit(inner[^1]) ? "" : " ";
        return $"{gap}{mark}{inner}{mark}{gap}";
    }

    private string? User(Inline.At at)
    {
        // People outside the organisation have only an opaque id, which cannot be mentioned
        if (!mentioned.TryGetValue(at.PersonId, out var user) || user.Length == 0 || user.Any(c => char.IsWhiteSpace(c) || c is '$' or '<' or '>'))
            return null;
        if (!users.Contains(user))
            users.Add(user);
        names[user] = at.Name;
        return user;
    }

    /// <summary>A web address that cannot end its link early; null for pages and anything else.</summary>
    private static string? Web(string target) =>
        Uri.TryCreate(target, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? uri.AbsoluteUri.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal)
            : null;
}
