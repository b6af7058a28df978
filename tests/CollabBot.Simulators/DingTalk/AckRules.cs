using System.Text.Json;

namespace CollabBot.Simulators.DingTalk;

/// <summary>The three shapes of acknowledgements, and what is the same in all of them.</summary>
internal static class AckRules
{
    public const string RobotTopic = "/v1.0/im/bot/messages/get", CardTopic = "/v1.0/card/instances/callback";

    /// <summary>What is wrong with it; null when the platform takes it.</summary>
    public static string? Problem(string type, string topic, JsonElement frame)
    {
        if (!frame.TryGetProperty("code", out var code) || !code.TryGetInt32(out var number))
            return "has no code";
        if (!frame.GetProperty("headers").TryGetProperty("contentType", out var content) || content.GetString() != "application/json")
            return "has no contentType";
        if (!frame.TryGetProperty("message", out var message) || message.ValueKind != JsonValueKind.String)
            return "has no message";
        if (!frame.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.String)
            return "has data that is no text";
        return number == 200 ? Shape(type, topic, data.GetString()!) : null;
    }

    private static string? Shape(string type, string topic, string text)
    {
        using var data = JsonDocument.Parse(text);
        return (type, topic) switch
        {
            ("SYSTEM", "ping") => data.RootElement.TryGetProperty("opaque", out _) ? null : "lacks the opaque of the ping",
            ("EVENT", _) => data.RootElement.TryGetProperty("status", out var status) && status.GetString() is "SUCCESS" or "LATER" ? null : "has no status SUCCESS or LATER",
            ("CALLBACK", RobotTopic) => data.RootElement.TryGetProperty("response", out _) ? null : "has no response",
            ("CALLBACK", CardTopic) => data.RootElement.TryGetProperty("response", out var response) && response.ValueKind == JsonValueKind.Object ? null : "has a response that is no object",
            _ => null,
        };
    }
}
