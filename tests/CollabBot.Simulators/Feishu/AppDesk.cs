using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CollabBot.Simulators.Feishu;

/// <summary>
/// The app as its developer console has it, to be switched while it runs: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/scope/list,
/// https://open.feishu.cn/document/server-docs/application-v6/application/get and …/get-2
/// </summary>
public sealed partial class AppDesk(FeishuWorld world)
{
    private const string SelfManage = "application:application:self_manage";

    /// <summary>The bot ability.</summary>
    public bool HasBot { get; set; } = true;

    /// <summary>Every scope the app asks for; granted unless <see cref="FeishuWorld.Withheld"/>.</summary>
    public IReadOnlyList<string> Scopes { get; set; } =
    [
        "im:message.p2p_msg:readonly", "im:message.group_at_msg:readonly", "im:message:send_as_bot", "im:message:update", "im:chat:read", "im:chat.members:read", "im:message:readonly",
        "im:message.reactions:read", "im:chat.access_event.bot_p2p_chat:read", "contact:contact.base:readonly", "contact:user.base:readonly", "contact:department.base:readonly", SelfManage,
    ];

    /// <summary>One scope more.</summary>
    public void Grant(string scope) => Scopes = [.. Scopes.Where(s => s != scope), scope];

    /// <summary>Events of the released version.</summary>
    public IReadOnlyList<string> Events { get; set; } = ["im.message.receive_v1"];

    /// <summary>Subscribed callbacks.</summary>
    public IReadOnlyList<string> Callbacks { get; set; } = ["card.action.trigger"];

    /// <summary>The released version; null = none yet.</summary>
    public string? Released { get; set; } = "oav_0000000000000001";

    /// <summary>A version that waits for an administrator.</summary>
    public string? Waiting { get; set; }

    /// <summary>True while no version was ever installed in the company.</summary>
    public bool Uninstalled { get; set; }

    /// <summary>True once an administrator stopped the app in the company.</summary>
    public bool Stopped { get; set; }

    /// <summary>True for a scope that was asked for and granted.</summary>
    public bool Has(string scope) => Scopes.Contains(scope) && !world.Withheld.ContainsKey(scope);

    /// <summary>Null when a call that any of these scopes opens is let in.</summary>
    internal FeishuReply? Check(IReadOnlyList<string> anyOf)
    {
        if (Stopped)
            return FeishuReply.Fail(99991673, "The app is not available in this tenant.");
        return anyOf.Count == 0 || anyOf.Any(Has) ? null : FeishuReply.Forbidden(world.AppId, [.. anyOf]);
    }

    internal FeishuReply Answer(string path, ChatDesk chats)
    {
        if (InChatPath().Match(path) is { Success: true } chat)
        {
            var id = chat.Groups["id"].Value;
            return world.Withheld.ContainsKey("im:chat.members:read")
                ? FeishuReply.Forbidden("im:chat.members:read")
                : FeishuReply.Ok(new JsonObject { ["is_in_chat"] = chats.Chats.Any(c => c.ChatId == id) && !world.LeftChats.ContainsKey(id) });
        }

        if (path == "/open-apis/application/v6/scopes")
            return Uninstalled ? FeishuReply.Fail(212100, "app not install") : FeishuReply.Ok(new JsonObject { ["scopes"] = new JsonArray([.. Scopes.Select(Scope)]) });
        if (world.Withheld.ContainsKey(SelfManage))
            return FeishuReply.Forbidden(SelfManage);
        var at = AppPath().Match(path);
        if (at.Groups["app"].Value != world.AppId)
            return FeishuReply.Fail(210502, "invalid app id");
        return at.Groups["version"].Success ? Version(at.Groups["version"].Value) : App();
    }

    private JsonNode Scope(string name) => new JsonObject { ["scope_name"] = name, ["grant_status"] = world.Withheld.ContainsKey(name) ? 2 : 1, ["scope_type"] = "tenant" };

    private FeishuReply App() => FeishuReply.Ok(new JsonObject
    {
        ["app"] = new JsonObject
        {
            ["app_id"] = world.AppId,
            ["status"] = 1,
            ["online_version_id"] = Released ?? "",
            ["unaudit_version_id"] = Waiting ?? "",
            ["callback_info"] = new JsonObject { ["callback_type"] = "websocket", ["subscribed_callbacks"] = new JsonArray([.. Callbacks.Select(c => (JsonNode)c)]) },
        },
    });

    private FeishuReply Version(string id) => id != Released ? FeishuReply.Fail(210507, "invalid version id") : FeishuReply.Ok(new JsonObject
    {
        ["app_version"] = new JsonObject
        {
            ["version_id"] = id,
            ["status"] = 1,
            ["version"] = "1.0.0",
            ["event_infos"] = new JsonArray([.. Events.Select(e => (JsonNode)new JsonObject { ["event_type"] = e })]),
        },
    });

    [GeneratedRegex("^/open-apis/application/v6/applications/(?<app>[^/]+)(/app_versions/(?<version>[^/]+))?$")]
    private static partial Regex AppPath();

    [GeneratedRegex("^/open-apis/im/v1/chats/(?<id>[^/]+)/members/is_in_chat$")]
    private static partial Regex InChatPath();
}
