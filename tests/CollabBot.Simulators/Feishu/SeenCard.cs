using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CollabBot.Simulators.Feishu;

/// <summary>A card or text as people see it: markup is interpreted, so that what slipped through as markup shows up as a link, a mention or missing signs.</summary>
public sealed partial class SeenCard
{
    private readonly StringBuilder text = new();
    private readonly List<string> links = [];
    private readonly List<string> notified = [];
    private readonly List<(string Label, string? Line)> buttons = [];

    public string Text => text.ToString();

    public IReadOnlyList<string> Links => links;

    public IReadOnlyList<string> Notified => notified;

    public IReadOnlyList<(string Label, string? Line)> Buttons => buttons;

    public static SeenCard Of(SimMessage message)
    {
        var seen = new SeenCard();
        if (message.Type == "text")
            seen.text.Append(seen.Mentions(message.Content["text"]!.ToString()));
        else
            seen.Read(message.Content);
        return seen;
    }

    private void Read(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Read(item);
        }
        else if (node is JsonObject thing)
        {
            Read(thing, CardLint.Word(thing, "tag"));
        }
    }

    private void Read(JsonObject thing, string? tag)
    {
        switch (tag)
        {
            case "plain_text":
                Line(thing["content"]!.ToString());
                break;
            case "markdown":
                Line(Markdown(thing["content"]!.ToString()));
                break;
            case "button":
                buttons.Add((thing["text"]!["content"]!.ToString(), thing["behaviors"]?[0]?["value"]?["line"]?.ToString()));
                break;
            case "chart":
                Line(string.Join(' ', thing["chart_spec"]!["data"]!["values"]!.AsArray().Select(v => $"{v!["label"]} {v["value"]}")));
                break;
            case "table":
                foreach (var column in thing["columns"]!.AsArray())
                    Line(column!["display_name"]!.ToString());
                foreach (var cell in thing["rows"]!.AsArray().SelectMany(r => r!.AsObject()))
                    Line(Markdown(cell.Value!.ToString()));
                break;
            default:
                foreach (var name in new[] { "header", "title", "body", "elements", "columns", "label" })
                    Read(thing[name]);
                break;
        }
    }

    private void Line(string words) => text.Append(words).Append('\n');

    private string Markdown(string content)
    {
        var shown = new StringBuilder();
        var fenced = false;
        foreach (var line in content.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                fenced = !fenced;
            else
                shown.Append(fenced ? Mentions(line) : Inline(LineStart().Replace(line, ""))).Append('\n');
        }

        return shown.ToString().TrimEnd('\n');
    }

    // Order matters: code first, entities last
    private string Inline(string line)
    {
        var plain = Mentions(line);
        plain = Link().Replace(plain, found =>
        {
            links.Add(found.Groups["url"].Value);
            return found.Groups["text"].Value;
        });
        foreach (Match address in BareAddress().Matches(plain))
            links.Add(address.Value);
        return WebUtility.HtmlDecode(Markers().Replace(plain, ""));
    }

    private string Mentions(string words) => AtTag().Replace(words, found =>
    {
        notified.Add(found.Groups["id"].Value);
        return "@" + found.Groups["id"].Value;
    });

    [GeneratedRegex("<at (?:user_)?ids?=[\"']?(?<id>[^\\s,>\"']+)[\"']?>[^<]*</at>")]
    private static partial Regex AtTag();

    [GeneratedRegex(@"!?\[(?<text>[^\]]*)\]\((?<url>[^)]*)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex BareAddress();

    [GeneratedRegex(@"\*\*|~~|`|(?<!&)\*|</?[a-z][^>]*>|\\(?=[^\w\s])")]
    private static partial Regex Markers();

    [GeneratedRegex(@"^\s*(?:(?:>|[-+*]|\d+[.)]|#{1,6})\s+)+|^\s*(?:-{3,}|={2,})\s*$|^ {4,}")]
    private static partial Regex LineStart();
}
