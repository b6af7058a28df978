using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>An HTTP answer as Feishu words it.</summary>
public sealed record FeishuReply(int Status, JsonObject Body)
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public int Code => Body["code"]?.GetValue<int>() ?? 0;

    public static FeishuReply Ok(JsonObject data) => new(200, new JsonObject { ["code"] = 0, ["msg"] = "success", ["data"] = data });

    public static FeishuReply Flat(JsonObject body) => new(200, body);

    public static FeishuReply Fail(int code, string message, int status = 400, string? field = null)
    {
        var error = new JsonObject { ["message"] = "Refer to the documentation to fix the error", ["log_id"] = "20260101000000SIMULATED" };
        if (field is not null)
            error["field_violations"] = new JsonArray(new JsonObject { ["field"] = field, ["value"] = "", ["description"] = message });
        return new(status, new JsonObject { ["code"] = code, ["msg"] = message, ["error"] = error });
    }

    public static FeishuReply Forbidden(string scope)
    {
        var reply = Fail(99991672, $"Access denied. One of the following scopes is required: [{scope}]");
        reply.Body["error"]!["permission_violations"] = new JsonArray(new JsonObject { ["type"] = "action_scope_required", ["subject"] = scope });
        return reply;
    }

    public static FeishuReply Missing(string field) => Fail(99992402, "field validation failed", field: field);

    public static FeishuReply TooMany(int seconds) => new(429, new JsonObject { ["code"] = 99991400, ["msg"] = "request trigger frequency limit" })
    {
        Headers = { ["x-ogw-ratelimit-limit"] = "100", ["x-ogw-ratelimit-reset"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture) },
    };

    public static FeishuReply Card(CardFault fault) => Fail(230099, fault.Message);
}
