using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>An HTTP answer as Feishu words it.</summary>
public sealed record FeishuReply(int Status, JsonObject Body)
{
    internal const string LogId = "20260101000000SIMULATED";

    public Dictionary<string, string> Headers { get; init; } = [];

    public int Code => Body["code"]?.GetValue<int>() ?? 0;

    public static FeishuReply Ok(JsonObject data) => new(200, new JsonObject { ["code"] = 0, ["msg"] = "success", ["data"] = data });

    public static FeishuReply Flat(JsonObject body) => new(200, body);

    public static FeishuReply Fail(int code, string message, int status = 400, string? field = null)
    {
        var error = new JsonObject { ["message"] = "Refer to the documentation to fix the error", ["log_id"] = LogId };
        if (field is not null)
            error["field_violations"] = new JsonArray(new JsonObject { ["field"] = field, ["value"] = "", ["description"] = message });
        return new(status, new JsonObject { ["code"] = code, ["msg"] = message, ["error"] = error });
    }

    public static FeishuReply Forbidden(string scope) => Forbidden("cli_a1b2c3d4e5f60718", scope);

    /// <summary>Any one of the scopes would do; the page that grants them is named.</summary>
    public static FeishuReply Forbidden(string appId, params string[] scopes)
    {
        var reply = Fail(99991672, $"Access denied. One of the following scopes is required: [{string.Join(", ", scopes)}]");
        reply.Body["error"]!["permission_violations"] = new JsonArray([.. scopes.Select(s => (JsonNode)new JsonObject { ["type"] = "action_scope_required", ["subject"] = s })]);
        reply.Body["error"]!["helps"] = new JsonArray(new JsonObject
        {
            ["url"] = $"https://open.feishu.cn/app/{appId}/auth?q={string.Join(',', scopes)}",
            ["description"] = "Grant one of the scopes and release a new version",
        });
        return reply;
    }

    public static FeishuReply Missing(string field) => Fail(99992402, "field validation failed", field: field);

    /// <summary>230001: what is wrong stands after <c>ext=</c>.</summary>
    public static FeishuReply Invalid(string what) => Fail(230001, "Your request contains an invalid request parameter, ext=" + what);

    public static FeishuReply TooMany(int seconds, int limit = 100) => new(429, new JsonObject { ["code"] = 99991400, ["msg"] = "request trigger frequency limit" })
    {
        Headers = { ["x-ogw-ratelimit-limit"] = limit.ToString(System.Globalization.CultureInfo.InvariantCulture), ["x-ogw-ratelimit-reset"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture) },
    };

    public static FeishuReply Card(CardFault fault) => Fail(230099, fault.Message);
}
