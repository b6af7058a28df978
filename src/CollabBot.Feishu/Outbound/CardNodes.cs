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

    /// <summary>Pressing calls back with the command line, and with the kind of chat, which the platform does not tell.</summary>
    public static JsonArray Callback(string line, bool direct) =>
        [new JsonObject { ["type"] = "callback", ["value"] = new JsonObject { ["line"] = line, ["chat"] = direct ? "p2p" : "group" } }];

    private static JsonArray Open(string url) => [new JsonObject { ["type"] = "open_url", ["default_url"] = url }];

    public static JsonObject Button(CommandButton button, bool direct)
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
            ["behaviors"] = button.Url is { } url ? Open(url) : Callback(button.Line, direct),
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
}
