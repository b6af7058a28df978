using System.Text;
using System.Text.Json;

namespace CollabBot.Feishu.Inbound;

/// <summary>The words of a message; mentions stay as their placeholders. https://open.feishu.cn/document/server-docs/im-v1/message-content-description/message_content</summary>
internal static class MessageText
{
    /// <summary>False for images, files and other kinds that hold no text; their content need not even be JSON.</summary>
    public static bool HasWords(string type) => type is "text" or "post";

    /// <summary>Null for a kind of message without words (image, file, sticker).</summary>
    public static string? Of(string type, JsonElement content) => type switch
    {
        "text" => content.Text("text"),
        "post" => Post(content),
        _ => null,
    };

    private static string Post(JsonElement content)
    {
        var text = new StringBuilder(content.Text("title"));
        foreach (var paragraph in content.Items("content"))
        {
            if (text.Length > 0)
                text.Append('\n');
            if (paragraph.ValueKind == JsonValueKind.Array)
            {
                foreach (var part in paragraph.EnumerateArray())
                    text.Append(Part(part));
            }
        }

        return text.ToString();
    }

    private static string? Part(JsonElement part) => part.Text("tag") switch
    {
        "at" => part.Text("user_id") is { } who ? (who.StartsWith('@') ? who : "@" + (part.Text("user_name") ?? who)) : null,
        "text" or "a" or "md" or "code_block" => part.Text("text"),
        _ => null,
    };
}
