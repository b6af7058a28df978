using System.Text.Json.Nodes;
using CollabBot.Core.Docs;

namespace CollabBot.Feishu.Outbound;

/// <summary>The small parts of card JSON 2.0: https://open.feishu.cn/document/feishu-cards/card-json-v2-structure</summary>
internal static class CardNodes
{
    private const int LongestLabel = 100;

    public static JsonObject Words(string text) => new() { ["tag"] = "plain_text", ["content"] = text };

    public static JsonObject Label(string text) => Words(PlainText.Clip(text, LongestLabel));

    public static JsonObject Markdown(string content) => new() { ["tag"] = "markdown", ["content"] = content };

    public static JsonObject Rule() => new() { ["tag"] = "hr" };

    /// <summary>
    /// Pressing calls back with the command line, and with the kind of chat, which the platform does not tell. On a further page also with the card that it continues: that is the one to update.
    /// </summary>
    public static JsonArray Callback(string line, CardSetting setting)
    {
        var value = new JsonObject { ["line"] = line, ["chat"] = setting.Direct ? "p2p" : "group" };
        if (setting.Continues is { } card)
            value["card"] = card;
        return [new JsonObject { ["type"] = "callback", ["value"] = value }];
    }

    private static JsonArray Open(string url) => [new JsonObject { ["type"] = "open_url", ["default_url"] = url }];

    public static JsonObject Button(CommandButton button, CardSetting setting)
    {
        var node = new JsonObject
        {
            ["tag"] = "button",
            ["type"] = button.Style switch
            {
                ButtonStyle.Primary => "primary_filled",
                ButtonStyle.Danger => "danger",
                _ => "default",
            },
            ["text"] = Label(button.Label),
            ["behaviors"] = button.Url is { } url ? Open(url) : Callback(button.Line, setting),
        };
        if (button.Confirm is { Length: > 0 } question)
            node["confirm"] = new JsonObject { ["title"] = Label(button.Label), ["text"] = Words(question) };
        return node;
    }

    /// <summary>Buttons in one row that wraps on a narrow screen.</summary>
    public static JsonObject Row(IEnumerable<JsonObject> buttons) => new()
    {
        ["tag"] = "column_set",
        ["flex_mode"] = "flow",
        ["horizontal_spacing"] = "8px",
        ["columns"] = new JsonArray([.. buttons.Select(b => new JsonObject { ["tag"] = "column", ["width"] = "auto", ["elements"] = new JsonArray(b) })]),
    };

    /// <summary>Key numbers side by side; more than three of them stand in two columns on a phone.</summary>
    public static JsonObject Figures(Block.Figures figures, IReadOnlyDictionary<string, string> users) => new()
    {
        ["tag"] = "column_set",
        ["flex_mode"] = figures.Items.Count > 3 ? "bisect" : "none",
        ["background_style"] = "grey",
        ["horizontal_spacing"] = "8px",
        ["columns"] = new JsonArray([.. figures.Items.Select(f => new JsonObject
        {
            ["tag"] = "column",
            ["width"] = "weighted",
            ["weight"] = 1,
            ["padding"] = "8px",
            ["elements"] = new JsonArray(Markdown($"<font color='grey'>{Text(f.Label, users)}</font>\n{Text(Bold(f.Value), users)}".TrimEnd())),
        })]),
    };

    /// <summary>Elements that a press unfolds, on the client itself.</summary>
    public static JsonObject Panel(string summary, JsonArray elements) => new()
    {
        ["tag"] = "collapsible_panel",
        ["expanded"] = false,
        ["header"] = new JsonObject
        {
            ["title"] = Label(summary),
            ["icon"] = new JsonObject { ["tag"] = "standard_icon", ["token"] = "down-small-ccm_outlined" },
            ["icon_position"] = "right",
            ["icon_expanded_angle"] = 180,
        },
        ["border"] = new JsonObject { ["color"] = "grey", ["corner_radius"] = "5px" },
        ["elements"] = elements,
    };

    // Bold within bold would show its marks
    private static IReadOnlyList<Inline> Bold(IReadOnlyList<Inline> text) => NormalForm.Of(new Block.Paragraph([new Inline.Strong(text)])) is Block.Paragraph bold ? bold.Text : [];

    private static string Text(IReadOnlyList<Inline> text, IReadOnlyDictionary<string, string> users) => FeishuMarkdown.Of(text, users).Replace("\n", " ", StringComparison.Ordinal).Trim();
}
