using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu.Door;

/// <summary>Every address that is served, with what opens it. The scopes are those of each API's page.</summary>
internal static class RouteBook
{
    private const string Im = "/open-apis/im/v1";
    private static readonly string[] Send = ["im:message", "im:message:send_as_bot", "im:message:send"];
    private static readonly string[] Update = ["im:message", "im:message:send_as_bot", "im:message:update"];
    private static readonly string[] Read = ["im:message:readonly", "im:message", "im:message.history:readonly"];
    private static readonly string[] Chats = ["im:chat:read", "im:chat", "im:chat:readonly"];
    private static readonly string[] Members = ["im:chat.members:read", "im:chat", "im:chat:readonly"];
    private static readonly string[] React = ["im:message.reactions:write_only", "im:message"];
    private static readonly string[] WriteTasks = ["task:task:write"];
    private static readonly string[] Reactions = ["im:message.reactions:read", "im:message", "im:message:readonly"];

    public static IReadOnlyList<Route> Of(FeishuSimulator sim) =>
    [
        new("POST", RegistrationDesk.Path, r => sim.Registration.Answer(r.Bytes)) { TakesForms = true },
        new("POST", "/open-apis/auth/v3/tenant_access_token/internal", r => sim.Tokens.Issue(r.Body)) { Open = true },
        new("POST", "/open-apis/auth/v3/app_access_token/internal", r => sim.Tokens.IssueForApp(r.Body)) { Open = true },
        new("POST", "/callback/ws/endpoint", r => sim.Gateway.Endpoint(r.Body, r.Http)) { Open = true },
        new("GET", "/open-apis/bot/v3/info", _ => Bot(sim)),
        new("GET", "/open-apis/event/v1/connection", _ => sim.Gateway.Online()),
        new("GET", "/open-apis/application/v6/*", r => sim.App.Answer(r.Path, sim.Chats)),
        new("GET", "/open-apis/contact/v3/*", r => sim.Contacts.Answer(r.Path, r.Query)),
        new("POST", "/open-apis/wiki/v2/spaces/:space/nodes", r => sim.Wiki.Answer(r.Path, r.Body)) { Tier = Tier.HundredAMinute },
        new("POST", "/open-apis/wiki/v2/spaces/:space/nodes/:node/update_title", r => sim.Wiki.Answer(r.Path, r.Body)) { Tier = Tier.HundredAMinute },
        new("POST", "/open-apis/task/v2/tasks", r => sim.Tasks.Create(r.Body)) { Scopes = WriteTasks, Tier = Tier.TenASecond },
        new("GET", "/open-apis/task/v2/tasks/:task", r => sim.Tasks.Get(r["task"])) { Scopes = ["task:task:read", .. WriteTasks], Tier = Tier.TenASecond },
        new("PATCH", "/open-apis/task/v2/tasks/:task", r => sim.Tasks.Patch(r["task"], r.Body)) { Scopes = WriteTasks, Tier = Tier.TenASecond },
        new("DELETE", "/open-apis/task/v2/tasks/:task", r => sim.Tasks.Delete(r["task"])) { Scopes = WriteTasks, Tier = Tier.TenASecond },
        new("POST", "/open-apis/task/v2/task_v2/task_subscription", _ => sim.Tasks.Subscribe()) { Scopes = ["task:task:read", .. WriteTasks], Tier = Tier.TenASecond },
        new("GET", Im + "/chats", r => sim.Chats.List(r.Query)) { Scopes = Chats },
        new("GET", Im + "/chats/:chat", r => sim.Chats.Get(r["chat"])) { Scopes = Chats },
        new("GET", Im + "/chats/:chat/members", r => sim.Chats.Members(r["chat"], r.Query)) { Scopes = Members },
        new("GET", Im + "/chats/:chat/members/is_in_chat", r => sim.App.Answer(r.Path, sim.Chats)) { Scopes = Members },
        new("POST", Im + "/messages", r => sim.Desk.Send(r.Query["receive_id_type"], r.Body, r.Bytes.Length)) { Scopes = Send },
        new("GET", Im + "/messages", r => sim.History.List(r.Query)) { Scopes = Read },
        new("GET", Im + "/messages/:message", r => sim.History.Get(r["message"])) { Scopes = Read },
        new("PATCH", Im + "/messages/:message", r => sim.Desk.Patch(r["message"], r.Body, r.Bytes.Length)) { Scopes = Update },
        new("PUT", Im + "/messages/:message", r => sim.Desk.Edit(r["message"], r.Body, r.Bytes.Length)) { Scopes = Update },
        new("DELETE", Im + "/messages/:message", r => sim.Desk.Delete(r["message"])) { Scopes = ["im:message", "im:message:send_as_bot", "im:message:recall"] },
        new("POST", Im + "/messages/:message/reply", r => sim.Desk.Reply(r["message"], r.Body, r.Bytes.Length)) { Scopes = Send },
        new("POST", Im + "/messages/:message/reactions", r => sim.Reactions.Add(r["message"], r.Body)) { Scopes = React },
        new("GET", Im + "/messages/:message/reactions", r => sim.Reactions.List(r["message"], r.Query)) { Scopes = Reactions },
        new("DELETE", Im + "/messages/:message/reactions/:reaction", r => sim.Reactions.Delete(r["message"], r["reaction"])) { Scopes = React },
        new("POST", "/open-apis/interactive/v1/card/update", r => sim.Presses.Delayed(r.Body, r.Bytes.Length)) { Scopes = Update },
        new("PATCH", Im + "/messages/:message/urgent_app", r => sim.Urgent.Press(r["message"], r.Query, r.Body)) { Scopes = ["im:message.urgent"] },
    ];

    private static FeishuReply Bot(FeishuSimulator sim) => !sim.App.HasBot ? FeishuReply.Fail(11205, "app do not have bot") : FeishuReply.Flat(new JsonObject
    {
        ["code"] = 0,
        ["msg"] = "ok",
        ["bot"] = new JsonObject
        {
            ["activate_status"] = sim.World.BotStatus,
            ["app_name"] = "CollabBot",
            ["avatar_url"] = "",
            ["ip_white_list"] = new JsonArray(),
            ["open_id"] = sim.World.BotOpenId,
        },
    });
}
