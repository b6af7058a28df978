using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu.Messages;

/// <summary>A rich text as it is sent: at least one language, each with paragraphs of tagged elements; some tags want their paragraph alone.</summary>
internal static class PostRules
{
    private static readonly Dictionary<string, string?> Needs = new()
    {
        ["text"] = "text",
        ["a"] = "href",
        ["at"] = "user_id",
        ["img"] = "image_key",
        ["media"] = "file_key",
        ["emotion"] = "emoji_type",
        ["hr"] = null,
        ["code_block"] = "text",
        ["md"] = "text",
    };

    private static readonly HashSet<string> Alone = ["img", "media", "md", "hr"];

    public static string? Check(JsonObject content)
    {
        if (content.Count == 0 || content.Any(language => language.Value is not JsonObject))
            return "post needs at least one language, such as zh_cn";
        foreach (var (language, body) in content)
        {
            if (language.Length != 5 || language[2] != '_')
                return $"unknown language {language}";
            if (body!["content"] is not JsonArray paragraphs || paragraphs.Any(p => p is not JsonArray))
                return "content must be a list of paragraphs";
            if (paragraphs.Select(p => Paragraph((JsonArray)p!)).FirstOrDefault(wrong => wrong is not null) is { } wrong)
                return wrong;
        }

        return null;
    }

    private static string? Paragraph(JsonArray elements)
    {
        foreach (var node in elements)
        {
            if (node is not JsonObject element || CardLint.Word(element, "tag") is not { } tag || !Needs.TryGetValue(tag, out var needed))
                return "unknown tag";
            if (needed is not null && CardLint.Word(element, needed) is null)
                return $"{needed} is required for {tag}";
            if (Alone.Contains(tag) && elements.Count > 1)
                return $"{tag} must be alone in its paragraph";
        }

        return null;
    }
}
