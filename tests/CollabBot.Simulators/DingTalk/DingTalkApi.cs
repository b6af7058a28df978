using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using CollabBot.Simulators.DingTalk.Todo;

namespace CollabBot.Simulators.DingTalk;

/// <summary>The routes and their rules, in the order the real gateway checks: route, token, scope, rate, parameters.</summary>
internal sealed class DingTalkApi(DingTalkWorld world, Tokens tokens, StreamGateway stream, TimeProvider time)
{
    public const string TokenHeader = "x-acs-dingtalk-access-token";
    private const string Scope = "qyapi_robot_sendmsg";
    private readonly ConcurrentDictionary<(string Api, long Second), int> rates = new();
    private readonly ContactDesk contacts = new(world, tokens);

    /// <summary>The cards there are.</summary>
    public CardDesk Cards { get; } = new(world);

    /// <summary>The to-do lists.</summary>
    public ToDoDesk ToDos { get; } = new(world, time);

    private readonly ConcurrentDictionary<(string Chat, long Minute), int> perMinute = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> shut = new();
    private int number;

    public RegistrationDesk Registration { get; } = new(world);

    public ConcurrentQueue<DeliveredMessage> Delivered { get; } = new();

    public Answer Answer(Call call) => (call.Method, call.Path) switch
    {
        ("POST", "/v1.0/oauth2/accessToken") => NewToken(call),
        ("GET", "/gettoken") => OldToken(call),
        ("POST", "/v1.0/gateway/connections/open") => stream.Open(call),
        ("POST", "/robot/sendBySession") => BySession(call),
        ("POST", "/v1.0/robot/groupMessages/send") => Guarded(call, ToGroup),
        ("POST", "/v1.0/robot/oToMessages/batchSend") => Guarded(call, ToPeople),
        _ when CardDesk.ScopeOf(call) is { } scope => Guarded(call, body => Cards.Answer(call.Path, body, Delivered.Enqueue), scope),
        _ when ToDos.Answer(call, (scope, act) => Guarded(call, act, scope)) is { } answer => answer,
        _ when contacts.Answer(call) is { } answer => answer,
        _ when Registration.Answer(call) is { } answer => answer,
        _ => DingTalk.Answer.New(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method."),
    };

    private Answer NewToken(Call call)
    {
        if (!call.IsJson || Body(call) is not { } body)
            return DingTalk.Answer.New(400, "Missingbody", "body is mandatory for this action.");
        if (Text(body, "appKey") != world.ClientId || Text(body, "appSecret") != world.ClientSecret)
            return DingTalk.Answer.New(400, "invalidClientIdOrSecret", "无效的clientId或者clientSecret");
        var (token, seconds) = tokens.Get();
        return DingTalk.Answer.Ok(new { accessToken = token, expireIn = seconds });
    }

    private Answer OldToken(Call call)
    {
        if (call.Query["appkey"] != world.ClientId || call.Query["appsecret"] != world.ClientSecret)
            return DingTalk.Answer.Old(40089, "不合法的corpid或corpsecret");
        var (token, seconds) = tokens.Get();
        return DingTalk.Answer.Ok(new { errcode = 0, errmsg = "ok", access_token = token, expires_in = seconds });
    }

    private Answer Guarded(Call call, Func<JsonElement, Answer> act, string scope = Scope)
    {
        if (!tokens.IsValid(call.Token))
            return DingTalk.Answer.New(400, "InvalidAuthentication", "不合法的access_token");
        if (!world.Scopes.Contains(scope))
            return DingTalk.Answer.New(403, "Forbidden.AccessDenied.AccessTokenPermissionDenied", "没有调用该接口的权限", scope);
        if (world.CallsSpent)
            return DingTalk.Answer.New(403, "Forbidden.AccessDenied.ApiCountLimitForOrg", "企业本月API调用量已超限");
        if (TooFast(call.Method + call.Path))
            return DingTalk.Answer.New(403, "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "您的应用调用该接口的QPS超过限制");
        if (call.Method == "DELETE")
            return act(default);
        return call.IsJson && Body(call) is { } body ? act(body) : DingTalk.Answer.New(400, "Missingbody", "body is mandatory for this action.");
    }

    private Answer ToGroup(JsonElement body)
    {
        if (Robot(body) is { } wrongRobot)
            return wrongRobot;
        if (Text(body, "openConversationId") is not { Length: > 0 } chat)
            return DingTalk.Answer.New(400, "miss.openConversationId", "openConversationId is missing");
        if (world.Disbanded.ContainsKey(chat))
            return DingTalk.Answer.New(400, "group.disbanded", "群已解散");
        // Case matters: a lower-cased id is another chat
        if (!world.Groups.ContainsKey(chat))
            return DingTalk.Answer.New(400, "invalid.openConversationId", "openConversationId is invalid or the robot is not in the group");
        if (MessageRules.Robot(Text(body, "msgKey"), Text(body, "msgParam"), out var content) is { } refused)
            return refused;
        Delivered.Enqueue(new DeliveredMessage("groupMessages/send", chat, Text(body, "msgKey")!, content, []));
        return DingTalk.Answer.Ok(new { processQueryKey = NewKey() });
    }

    private Answer ToPeople(JsonElement body)
    {
        if (Robot(body) is { } wrongRobot)
            return wrongRobot;
        var people = body.TryGetProperty("userIds", out var ids) && ids.ValueKind == JsonValueKind.Array ? ids.EnumerateArray().Select(i => i.GetString()!).ToList() : [];
        if (people.Count == 0)
            return DingTalk.Answer.New(400, "invalidParameter.userIds.empty", "userIds is empty");
        if (people.Count > 20)
            return DingTalk.Answer.New(400, "invalidParameter.userIds.overMax", "too many userIds");
        if (MessageRules.Robot(Text(body, "msgKey"), Text(body, "msgParam"), out var content) is { } refused)
            return refused;
        foreach (var person in people.Where(p => world.People.ContainsKey(p) && !world.Slowed.ContainsKey(p)))
            Delivered.Enqueue(new DeliveredMessage("oToMessages/batchSend", person, Text(body, "msgKey")!, content, []));
        return DingTalk.Answer.Ok(new
        {
            processQueryKey = NewKey(),
            invalidStaffIdList = people.Where(p => !world.People.ContainsKey(p)).ToArray(),
            flowControlledStaffIdList = people.Where(world.Slowed.ContainsKey).ToArray(),
        });
    }

    private Answer BySession(Call call)
    {
        if (!call.IsJson)
            return DingTalk.Answer.Old(43004, "无效的HTTP HEADER Content-Type");
        if (tokens.Session(call.Query["session"]) is not var (chat, direct))
            return DingTalk.Answer.Old(300001, "session 不存在");
        if (TooFast(call.Method + call.Path))
            return DingTalk.Answer.Old(90018, "应用调用该接口的QPS超过限制");
        if (!direct && IsShut(chat))
            return DingTalk.Answer.Old(410100, "发送速度太快而限流");
        if (MessageRules.Session(call.Body, out var type, out var content) is { } refused)
            return refused;
        if (type != "empty")
            Delivered.Enqueue(new DeliveredMessage("sendBySession", chat, type, content, Notified(Body(call)!.Value, content, chat, direct)));
        return DingTalk.Answer.Old(0, "ok");
    }

    /// <summary>Only members who are listed and stand in the text as "@userId" are notified.</summary>
    private List<string> Notified(JsonElement body, JsonElement content, string chat, bool direct)
    {
        var text = Text(content, "content") ?? Text(content, "text") ?? "";
        var members = direct ? [chat] : world.Groups.GetValueOrDefault(chat) ?? [];
        return body.TryGetProperty("at", out var at) && at.TryGetProperty("atUserIds", out var ids)
            ? [.. ids.EnumerateArray().Select(i => i.GetString()!).Where(i => members.Contains(i) && text.Contains("@" + i, StringComparison.Ordinal))]
            : [];
    }

    private Answer? Robot(JsonElement body) => Text(body, "robotCode") switch
    {
        null or "" => DingTalk.Answer.New(400, "invalidParameter.robotCode.empty", "robotCode is empty"),
        var code when code != world.RobotCode => DingTalk.Answer.New(400, "invalidParameter.robotCode.notExsit", "robotCode does not exist"),
        _ => null,
    };

    private bool TooFast(string api) =>
        world.CallsPerSecond > 0 && rates.AddOrUpdate((api, time.GetUtcNow().ToUnixTimeSeconds()), 1, (_, n) => n + 1) > world.CallsPerSecond;

    /// <summary>More than 20 in a minute into one group: nothing is taken for ten minutes.</summary>
    private bool IsShut(string chat)
    {
        var now = time.GetUtcNow();
        if (shut.TryGetValue(chat, out var until) && now < until)
            return true;
        if (perMinute.AddOrUpdate((chat, now.ToUnixTimeSeconds() / 60), 1, (_, n) => n + 1) <= 20)
            return false;
        shut[chat] = now.AddMinutes(10);
        return true;
    }

    private string NewKey() => string.Create(CultureInfo.InvariantCulture, $"4v+AzUED{Interlocked.Increment(ref number)}=");

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonElement? Body(Call call)
    {
        using var document = call.Json();
        return document?.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
    }
}
