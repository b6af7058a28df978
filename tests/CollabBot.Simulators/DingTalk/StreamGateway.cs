using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.DingTalk;

/// <summary>The stream: single-use tickets, frames with their data as text, one live connection picked at random per message.</summary>
public sealed class StreamGateway
{
    private const string AppId = "1305d5f5-0000-484f-0000-97d900ef6700";
    private const int MostPushes = 3;
    private static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(90), AckWithin = TimeSpan.FromSeconds(3), Again = TimeSpan.FromMinutes(1), Farewell = TimeSpan.FromSeconds(10);
    private readonly DingTalkWorld world;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, IReadOnlyList<string> Topics)> tickets = new();
    private readonly ConcurrentDictionary<string, StreamPeer> peers = new();
    private readonly ConcurrentDictionary<string, Waiting> acks = new();
    private readonly Lock gate = new();
    private TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int number;

    internal StreamGateway(DingTalkWorld world, TimeProvider time) => (this.world, this.time) = (world, time);

    /// <summary>Connections opened so far, and those that are open and get messages.</summary>
    public int Opened { get; private set; }

    public int Live => peers.Values.Count(p => !p.Leaving);

    /// <summary>Tickets handed out.</summary>
    public int Asked { get; private set; }

    /// <summary>Pings that were answered as they must be.</summary>
    public int Pings { get; private set; }

    /// <summary>True while connections stay open and nothing comes down them any more, not even pings.</summary>
    public bool Silent { get; set; }

    private long Milliseconds => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Ends when so many connections were opened in all.</summary>
    public async Task OpenedAsync(int count, CancellationToken cancel)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (Opened >= count)
                    return;
                next = arrived.Task;
            }

            await next.WaitAsync(cancel);
        }
    }

    /// <summary>Pushes a robot message; ends with the acknowledgement, or null when none came because the connection ended.</summary>
    public Task<StreamAck?> DeliverAsync(JsonNode message, CancellationToken cancel) => PushAsync("CALLBACK", AckRules.RobotTopic, message.ToJsonString(), cancel);

    /// <summary>Pushes a press on an interactive card.</summary>
    public Task<StreamAck?> PressAsync(JsonNode press, CancellationToken cancel) => PushAsync("CALLBACK", AckRules.CardTopic, press.ToJsonString(), cancel);

    /// <summary>Pushes an event; what it is stands in the headers.</summary>
    public Task<StreamAck?> HappenAsync(string eventType, string eventId, JsonNode fields, CancellationToken cancel) =>
        PushAsync("EVENT", "*", fields.ToJsonString(), cancel, new JsonObject { ["eventType"] = eventType, ["eventId"] = eventId, ["eventCorpId"] = "dingcorp0001", ["eventBornTime"] = $"{Milliseconds}", ["eventUnifiedAppId"] = AppId });

    /// <summary>As the platform does: what is not acknowledged within three seconds, or answered LATER, comes again a minute later in a frame with a new id, three times at most. Ends with the last acknowledgement and how often it was pushed.</summary>
    public async Task<(StreamAck? Ack, int Pushes)> UntilAcknowledgedAsync(Func<CancellationToken, Task<StreamAck?>> push, CancellationToken cancel)
    {
        for (var pushes = 1; ; pushes++)
        {
            var pushed = push(cancel);
            await Task.WhenAny(pushed, Task.Delay(AckWithin, time, cancel));
            if (pushed.IsCompletedSuccessfully && await pushed is { } ack && !ack.Data.Contains("LATER", StringComparison.Ordinal))
                return (ack, pushes);
            if (pushes == MostPushes)
                return (null, pushes);
            await Task.Delay(Again, time, cancel);
        }
    }

    /// <summary>Sends something that may be no frame at all to every live connection.</summary>
    public async Task SendRawAsync(byte[] bytes, CancellationToken cancel)
    {
        foreach (var peer in peers.Values)
            await peer.SendAsync(bytes, cancel);
    }

    /// <summary>Pushes any frame to a random live connection that subscribed to it.</summary>
    public async Task<StreamAck?> PushAsync(string type, string topic, string data, CancellationToken cancel, JsonObject? more = null)
    {
        var candidates = peers.Values.Where(p => !p.Leaving && (type == "SYSTEM" || (p.Topics.Contains($"{type} {topic}") || (type == "EVENT" && p.Topics.Contains("EVENT *"))))).ToList();
        if (candidates.Count == 0)
            throw new InvalidOperationException($"no live connection takes {type} {topic}");
        return await PushAsync(candidates[number % candidates.Count], type, topic, data, cancel, more);
    }

    private async Task<StreamAck?> PushAsync(StreamPeer peer, string type, string topic, string data, CancellationToken cancel, JsonObject? more = null)
    {
        // Every push has an id of its own, also a repeated one
        var id = $"{Interlocked.Increment(ref number):x8}_165f_19bfa1a500a_1461def";
        var headers = new JsonObject
        {
            ["appId"] = AppId,
            ["connectionId"] = peer.Id,
            ["contentType"] = "application/json",
            ["messageId"] = id,
            ["time"] = $"{Milliseconds}",
            ["topic"] = topic,
        };
        foreach (var (name, value) in more ?? [])
            headers[name] = value?.DeepClone();
        var frame = new JsonObject { ["specVersion"] = "1.0", ["type"] = type, ["headers"] = headers, ["data"] = data };
        var waiting = new Waiting(type, topic, new TaskCompletionSource<StreamAck>(TaskCreationOptions.RunContinuationsAsynchronously));
        acks[id] = waiting;
        var ack = waiting.Ack;
        await peer.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), cancel);
        var first = await Task.WhenAny(ack.Task, peer.Ended).WaitAsync(cancel);
        return first == ack.Task ? await ack.Task : null;
    }

    /// <summary>Tells every live connection that it will be closed, and delivers nothing more to it.</summary>
    public async Task GiveNoticeAsync(CancellationToken cancel)
    {
        foreach (var peer in peers.Values.Where(p => !p.Leaving))
        {
            peer.Leaving = true;
            var notice = new JsonObject
            {
                ["type"] = "SYSTEM",
                ["headers"] = new JsonObject { ["topic"] = "disconnect", ["messageId"] = "0_0_0_0" },
                ["data"] = """{"reason":"connection is expired"}""",
            };
            await peer.SendAsync(JsonSerializer.SerializeToUtf8Bytes(notice), cancel);
            _ = CloseLaterAsync(peer);
        }
    }

    private async Task CloseLaterAsync(StreamPeer peer)
    {
        await Task.WhenAny(peer.Ended, Task.Delay(Farewell, time, CancellationToken.None));
        peer.Abort();
    }

    /// <summary>Cuts every connection without a word.</summary>
    public void Drop()
    {
        foreach (var peer in peers.Values)
            peer.Abort();
    }

    internal Answer Open(Call call)
    {
        if (call.Accept?.Contains("application/json", StringComparison.Ordinal) != true)
            return new Answer(200, "<endpoint/>");
        using var body = call.Json();
        if (body is null)
            return Answer.New(400, "Missingbody", "body is mandatory for this action.");
        string? Part(string name) => body.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        if (Part("clientId") != world.ClientId || Part("clientSecret") != world.ClientSecret)
            return Answer.New(401, "authFailed", "鉴权失败");
        if (!world.StreamEnabled)
            return Answer.New(400, "systemError", "系统错误");
        if (!body.RootElement.TryGetProperty("subscriptions", out var subscriptions) || subscriptions.GetArrayLength() == 0)
            return Answer.New(400, "Missingsubscriptions", "subscriptions is mandatory for this action.");
        var topics = subscriptions.EnumerateArray().Select(s => $"{s.GetProperty("type").GetString()} {s.GetProperty("topic").GetString()}").ToList();
        var ticket = $"7724109a+{Interlocked.Increment(ref number):x8}/=";
        tickets[ticket] = (time.GetUtcNow() + TicketLife, topics);
        Asked++;
        return Answer.Ok(new { endpoint = $"ws://{call.Host}/connect", ticket });
    }

    internal async Task ConnectAsync(HttpContext context)
    {
        // The platform's own client does not escape it: a plus is a plus here
        var ticket = context.Request.QueryString.Value?.TrimStart('?').Split('&').FirstOrDefault(p => p.StartsWith("ticket=", StringComparison.Ordinal)) is { } raw ? Uri.UnescapeDataString(raw["ticket=".Length..]) : "";
        if (!context.WebSockets.IsWebSocketRequest || !tickets.TryRemove(ticket, out var granted) || time.GetUtcNow() > granted.Until)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var peer = new StreamPeer($"peer-{ticket}", socket, [.. granted.Topics]);
        peers[peer.Id] = peer;
        lock (gate)
        {
            Opened++;
            arrived.TrySetResult();
            arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var pinging = world.PingEvery > TimeSpan.Zero ? PingAsync(peer, context.RequestAborted) : Task.CompletedTask;
        try
        {
            await peer.ReadAsync(Acknowledged, context.RequestAborted);
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or IOException)
        {
            // The bot hung up, or the simulator ends
        }
        finally
        {
            peers.TryRemove(peer.Id, out _);
            peer.End();
            await pinging;
        }
    }

    private async Task PingAsync(StreamPeer peer, CancellationToken cancel)
    {
        try
        {
            for (var number = 1; await Task.WhenAny(peer.Ended, Task.Delay(world.PingEvery, time, cancel)) != peer.Ended; number++)
            {
                if (!Silent && await PushAsync(peer, "SYSTEM", "ping", $$"""{"opaque":"{{number}}"}""", cancel) is not null)
                    Pings++;
            }
        }
        catch (Exception problem) when (problem is InvalidOperationException or WebSocketException or OperationCanceledException or IOException)
        {
            // Whoever answers a ping wrongly, or not at all, is cut off
            peer.Abort();
        }
    }

    private void Acknowledged(JsonElement frame)
    {
        if (frame.TryGetProperty("headers", out var headers) && headers.TryGetProperty("messageId", out var id) && acks.TryRemove(id.GetString()!, out var waiting))
        {
            if (AckRules.Problem(waiting.Type, waiting.Topic, frame) is { } problem)
                waiting.Ack.TrySetException(new InvalidOperationException($"the acknowledgement of {waiting.Type} {waiting.Topic} {problem}: {frame}"));
            else
                waiting.Ack.TrySetResult(new StreamAck(frame.GetProperty("code").GetInt32(), frame.GetProperty("data").GetString()!));
        }
    }

    private sealed record Waiting(string Type, string Topic, TaskCompletionSource<StreamAck> Ack);
}

/// <summary>What a bot answered to a frame.</summary>
public sealed record StreamAck(int Code, string Data);
