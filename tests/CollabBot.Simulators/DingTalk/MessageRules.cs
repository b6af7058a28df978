using System.Text.Json;

namespace CollabBot.Simulators.DingTalk;

/// <summary>What DingTalk checks in a message before it delivers it.</summary>
internal static class MessageRules
{
    private static readonly Dictionary<string, string[]> Templates = new()
    {
        ["sampleText"] = ["content"],
        ["sampleMarkdown"] = ["title", "text"],
        ["sampleImageMsg"] = ["photoURL"],
        ["sampleLink"] = ["text", "title", "picUrl", "messageUrl"],
        ["sampleActionCard"] = ["title", "text", "singleTitle", "singleURL"],
        ["sampleActionCard2"] = Vertical(2),
        ["sampleActionCard3"] = Vertical(3),
        ["sampleActionCard4"] = Vertical(4),
        ["sampleActionCard5"] = Vertical(5),
        ["sampleActionCard6"] = ["title", "text", "buttonTitle1", "buttonUrl1", "buttonTitle2", "buttonUrl2"],
    };

    private static readonly string[] Schemes = ["http", "https", "dtmd", "dingtalk"];

    /// <summary>A message of the robot API: the template, its parameters as a JSON text, their size.</summary>
    public static Answer? Robot(string? key, string? param, out JsonElement content)
    {
        content = default;
        if (string.IsNullOrEmpty(key))
            return Answer.New(400, "invalidParameter.msgKey.empty", "msgKey is empty");
        if (!Templates.TryGetValue(key, out var required))
            return Answer.New(400, "invalidParameter.msgKey.invalid", "msgKey is unknown");
        if (param is null || Parse(param) is not { ValueKind: JsonValueKind.Object } parsed || parsed.EnumerateObject().Any(p => p.Value.ValueKind != JsonValueKind.String))
            return Answer.New(400, "invalidParameter.msgParam.invalid", "msgParam is not a JSON object of texts");
        if (required.Except(parsed.EnumerateObject().Select(p => p.Name)).FirstOrDefault() is { } missing)
            return Answer.New(400, $"miss.param.{missing}", $"{missing} is missing");
        if (!parsed.EnumerateObject().Where(p => p.Name.Contains("url", StringComparison.OrdinalIgnoreCase)).All(p => IsLink(p.Value.GetString())))
            return Answer.New(400, "contain.unsafe.url", "not a link");
        if (System.Text.Encoding.UTF8.GetByteCount(param) > 15_000)
            return Answer.New(400, "invalidParameter.msgParam.tooLong", "msgParam is longer than 15000 bytes");
        content = parsed;
        return null;
    }

    /// <summary>A message of a session webhook; null when it may be delivered.</summary>
    public static Answer? Session(string body, out string type, out JsonElement content)
    {
        (type, content) = ("", default);
        if (Parse(body) is not { ValueKind: JsonValueKind.Object } message)
            return Answer.Old(40035, "缺少参数 json");
        if (System.Text.Encoding.UTF8.GetByteCount(body) > 20_000)
            return Answer.Old(460101, "message too long");
        type = message.TryGetProperty("msgtype", out var kind) ? kind.GetString() ?? "" : "";
        string[]? required = type switch
        {
            "text" => ["content"],
            "markdown" => ["title", "text"],
            "actionCard" => ["title", "text"],
            "empty" => [],
            _ => null,
        };
        if (required is null)
            return Answer.Old(400105, "unsupported msgtype");
        if (type != "empty" && (!message.TryGetProperty(type, out content) || content.ValueKind != JsonValueKind.Object))
            return Answer.Old(40035, $"缺少参数 {type}");
        foreach (var name in required)
            if (!content.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String || value.GetString()!.Length == 0)
                return Answer.Old(400402, $"missing parameter {name}");
        return type == "actionCard" ? Buttons(content) : null;
    }

    private static Answer? Buttons(JsonElement card)
    {
        if (card.TryGetProperty("singleTitle", out _))
            return card.TryGetProperty("singleURL", out var single) && IsLink(single.GetString()) ? null : Answer.Old(400402, "missing parameter singleURL");
        if (!card.TryGetProperty("btns", out var buttons) || buttons.ValueKind != JsonValueKind.Array || buttons.GetArrayLength() == 0)
            return Answer.Old(400402, "missing parameter btns");
        return buttons.EnumerateArray().All(b => b.TryGetProperty("title", out _) && b.TryGetProperty("actionURL", out var url) && IsLink(url.GetString()))
            ? null
            : Answer.Old(430101, "unsafe link");
    }

    private static bool IsLink(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && Schemes.Contains(uri.Scheme);

    private static string[] Vertical(int buttons) =>
        ["title", "text", .. Enumerable.Range(1, buttons).SelectMany(i => new[] { $"actionTitle{i}", $"actionURL{i}" })];

    private static JsonElement? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
