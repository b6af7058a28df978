using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>How the bot acknowledged an event: the code, and the JSON it answered a card with.</summary>
public sealed record WireAck(int Code, string? Response);

/// <summary>Feishu's side of the long connection: hands out single-use tickets, answers pings, delivers each event to one connection.</summary>
public sealed class Gateway(FeishuWorld world, TimeProvider time)
{
    private const int MostConnections = 50;
    private const int TooMany = 1000040350;
    private static readonly TimeSpan TicketHolds = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> tickets = new();
    private readonly ConcurrentDictionary<GatewayLink, bool> links = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<WireAck>> unacknowledged = new();
    private readonly SemaphoreSlim arrivals = new(0);
    private TaskCompletionSource opening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int number;

    /// <summary>What clients are told, in seconds.</summary>
    public (int ReconnectInterval, int ReconnectNonce, int PingInterval) Wishes { get; set; } = (120, 30, 120);

    /// <summary>Off: pings stay unanswered.</summary>
    public bool AnswersPings { get; set; } = true;

    /// <summary>Set: the next address that is asked for is refused with this code.</summary>
    public int RefuseWith { get; set; }

    /// <summary>Set: the next WebSocket is refused with this status, or, when it is 1000040350, with 514 and that as its reason.</summary>
    public int RefuseUpgradeWith { get; set; }

    public int Connections => links.Keys.Count(link => link.IsOpen);

    /// <summary>Connections of other instances: they count for what the platform tells, and for how many it allows.</summary>
    public int Elsewhere { get; set; }

    public int Pings { get; private set; }

    /// <summary>Waits until one more connection has opened.</summary>
    public Task ConnectedAsync(CancellationToken cancel) => arrivals.WaitAsync(cancel);

    /// <summary>Breaks every connection without a word.</summary>
    public void Drop()
    {
        foreach (var link in links.Keys)
        {
            // At once: nothing may be delivered to it before its reader has noticed
            links.TryRemove(link, out _);
            link.Abort();
        }
    }

    /// <summary>Delivers an event to one connection, in so many parts, and waits for its acknowledgement.</summary>
    public async Task<WireAck> DeliverAsync(JsonNode happened, CancellationToken cancel, int parts = 1, string type = "event")
    {
        var messageId = $"m{Interlocked.Increment(ref number)}";
        var acknowledged = unacknowledged[messageId] = new TaskCompletionSource<WireAck>(TaskCreationOptions.RunContinuationsAsynchronously);
        var open = links.Keys.Where(link => link.IsOpen).ToArray();
        var link = open.Length > 0 ? open[RandomNumberGenerator.GetInt32(open.Length)] : throw new WebSocketException("no connection is open");
        var payload = Encoding.UTF8.GetBytes(happened.ToJsonString());
        var size = (payload.Length + parts - 1) / parts;
        // The parts may overtake each other
        for (var seq = parts - 1; seq >= 0; seq--)
        {
            var part = payload[(seq * size)..Math.Min(payload.Length, (seq + 1) * size)];
            await link.SendAsync(new WireFrame((ulong)number, 2, 1, 1, Headers(type, messageId, parts, seq), part), cancel);
        }

        return await acknowledged.Task.WaitAsync(cancel);
    }

    /// <summary>Sends bytes that need be no frame down every connection.</summary>
    public Task SendAsync(byte[] bytes, CancellationToken cancel, bool asText = false) =>
        Task.WhenAll(links.Keys.Select(link => link.SendAsync(bytes, cancel, asText ? WebSocketMessageType.Text : WebSocketMessageType.Binary)));

    internal FeishuReply Online() => FeishuReply.Ok(new JsonObject { ["online_instance_cnt"] = Connections + Elsewhere });

    /// <summary>Ends when one more connection opens.</summary>
    internal Task Opening => opening.Task;

    internal FeishuReply Endpoint(JsonObject body, HttpRequest http)
    {
        if (http.Headers.Authorization.Count > 0)
            return FeishuReply.Fail(9499, "Bad Request");
        var refused = RefuseWith;
        RefuseWith = 0;
        if (refused != 0)
            return Refused(refused, "refused on request");
        if (body["AppID"]?.ToString() != world.AppId || body["AppSecret"]?.ToString() != world.AppSecret)
            return Refused(514, "auth failed");
        if (Full)
            return Refused(TooMany, "connection limit exceeded");
        var ticket = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        tickets[ticket] = time.GetUtcNow() + TicketHolds;
        return FeishuReply.Ok(new JsonObject
        {
            ["URL"] = $"ws://{http.Host}/ws/v2?fpid=493&aid=552564&device_id=7001&access_key=k&service_id=33554678&ticket={ticket}",
            ["ClientConfig"] = Config(),
        });
    }

    internal async Task ServeAsync(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest || !tickets.TryRemove(http.Request.Query["ticket"].ToString(), out var until) || until < time.GetUtcNow())
        {
            Refuse(http.Response, "403", "ticket is used, expired or unknown");
            return;
        }

        var refused = Full ? TooMany : RefuseUpgradeWith;
        RefuseUpgradeWith = 0;
        if (refused != 0)
        {
            Refuse(http.Response, refused == TooMany ? "514" : $"{refused}", refused == TooMany ? "connection limit exceeded" : "refused on request");
            if (refused == TooMany)
                http.Response.Headers["Handshake-Autherrcode"] = $"{TooMany}";
            return;
        }

        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var link = new GatewayLink(socket);
        links[link] = true;
        arrivals.Release();
        Interlocked.Exchange(ref opening, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        try
        {
            while (await link.ReceiveAsync(http.RequestAborted) is { } frame)
                await TakeAsync(link, frame, http.RequestAborted);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The bot went away
        }
        finally
        {
            links.TryRemove(link, out _);
        }
    }

    private bool Full => Connections + Elsewhere >= MostConnections;

    private static void Refuse(HttpResponse response, string status, string why) =>
        (response.StatusCode, response.Headers["Handshake-Status"], response.Headers["Handshake-Msg"]) = (400, status, why);

    private async Task TakeAsync(GatewayLink link, WireFrame frame, CancellationToken cancel)
    {
        if (frame.Method == 0 && frame.Header("type") == "ping" && frame.Service == 33554678)
        {
            Pings++;
            if (AnswersPings)
                await link.SendAsync(new WireFrame(0, 0, frame.Service, 0, [KeyValuePair.Create("type", "pong")], Encoding.UTF8.GetBytes(Config().ToJsonString())), cancel);
            return;
        }

        // One third-party client acknowledges with method 2
        if (frame.Method is 1 or 2 && frame.Header("biz_rt") is not null && unacknowledged.TryRemove(frame.Header("message_id") ?? "", out var waiting))
        {
            var answer = JsonNode.Parse(frame.Payload)!;
            var data = answer["data"]?.ToString();
            waiting.SetResult(new WireAck((int)answer["code"]!, data is null ? null : Encoding.UTF8.GetString(Convert.FromBase64String(data))));
        }
    }

    private static FeishuReply Refused(int code, string message) => FeishuReply.Flat(new JsonObject { ["code"] = code, ["msg"] = message, ["data"] = new JsonObject() });

    private JsonObject Config() => new()
    {
        ["ReconnectCount"] = -1,
        ["ReconnectInterval"] = Wishes.ReconnectInterval,
        ["ReconnectNonce"] = Wishes.ReconnectNonce,
        ["PingInterval"] = Wishes.PingInterval,
    };

    private static List<KeyValuePair<string, string>> Headers(string type, string messageId, int sum, int seq) =>
    [
        KeyValuePair.Create("type", type),
        KeyValuePair.Create("message_id", messageId),
        KeyValuePair.Create("sum", sum.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        KeyValuePair.Create("seq", seq.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        KeyValuePair.Create("trace_id", "t" + messageId),
        KeyValuePair.Create("timestamp", "1750000000123"),
    ];
}
