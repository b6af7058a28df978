using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu.Messages;

/// <summary>What the content of each kind of message must look like: https://open.feishu.cn/document/server-docs/im-v1/message-content-description/create_json</summary>
internal static class ContentRules
{
    private const int LongestDivider = 20;

    /// <summary>Kinds that can be sent.</summary>
    public static readonly IReadOnlySet<string> Types =
        new HashSet<string> { "text", "post", "image", "file", "audio", "media", "sticker", "interactive", "share_chat", "share_user", "system" };

    /// <summary>What is wrong with the content; null when it is right. Cards have rules of their own.</summary>
    public static string? Check(string type, JsonObject content) => type switch
    {
        "text" => content.Count == 1 && CardLint.Word(content, "text") is { Length: > 0 } ? null : "text is required",
        "post" => PostRules.Check(content),
        "image" => Key(content, "image_key", "img_"),
        "file" or "audio" or "sticker" => Key(content, "file_key", "file_"),
        "media" => Key(content, "file_key", "file_") ?? (content.ContainsKey("image_key") ? Key(content, "image_key", "img_") : null),
        "share_chat" => Key(content, "chat_id", "oc_"),
        "share_user" => Key(content, "user_id", "ou_"),
        "system" => CardLint.Word(content, "type") == "divider" && content["params"]?["divider_text"] is JsonObject words && CardLint.Word(words, "text") is { Length: > 0 and <= LongestDivider }
            ? null
            : "divider_text is required, at most 20 characters",
        _ => null,
    };

    private static string? Key(JsonObject content, string name, string prefix) =>
        CardLint.Word(content, name)?.StartsWith(prefix, StringComparison.Ordinal) == true ? null : $"invalid {name}";
}
