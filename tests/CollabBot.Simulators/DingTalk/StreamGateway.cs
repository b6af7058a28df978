using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.DingTalk;

/// <summary>The stream: single-use tickets, frames with their data as text, one live connection picked at random per message.</summary>
public sealed class StreamGateway
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(90);
    private readonly DingTalkWorld world;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, IReadOnlyList<string> Topics)> tickets = new();
    private readonly ConcurrentDictionary<string, StreamPeer> peers = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamAck>> acks = new();
    private readonly Lock gate = new();
    private TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int number;

    internal StreamGateway(DingTalkWorld world, TimeProvider time) => (this.world, this.time) = (world, time);

    /// <summary>Connections opened so far, and those that are open and get messages.</summary>
    public int Opened { get; private set; }

    public int Live => peers.Values.Count(p => !p.Leaving);

    /// <summary>Tickets handed out.</summary>
    public int Asked { get; private set; }

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
    public Task<StreamAck?> DeliverAsync(JsonNode message, CancellationToken cancel) => PushAsync("CALLBACK", "/v1.0/im/bot/messages/get", message.ToJsonString(), cancel);

    /// <summary>Pushes any frame to a random live connection that subscribed to it.</summary>
    public async Task<StreamAck?> PushAsync(string type, string topic, string data, CancellationToken cancel)
    {
        var candidates = peers.Values.Where(p => !p.Leaving && (type == "SYSTEM" || p.Topics.Contains($"{type} {topic}"))).ToList();
        if (candidates.Count == 0)
            throw new InvalidOperationException($"no live connection takes {type} {topic}");
        // Every push has an id of its own, also a repeated one
        var id = $"{Interlocked.Increment(ref number):x8}_165f_19bfa1a500a_1461def";
        var peer = candidates[number % candidates.Count];
        var frame = new JsonObject
        {
            ["specVersion"] = "1.0",
            ["type"] = type,
            ["headers"] = new JsonObject
            {
                ["appId"] = "1305d5f5-0000-484f-0000-97d900ef6700",
                ["connectionId"] = peer.Id,
                ["contentType"] = "application/json",
                ["messageId"] = id,
                ["time"] = $"{time.GetUtcNow().ToUnixTimeMilliseconds()}",
                ["topic"] = topic,
            },
            ["data"] = data,
        };
        var ack = acks[id] = new TaskCompletionSource<StreamAck>(TaskCreationOptions.RunContinuationsAsynchronously);
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
        }
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
        var ticket = context.Request.Query["ticket"].ToString();
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
        }
    }

    private void Acknowledged(JsonElement frame)
    {
        var ack = new StreamAck(frame.GetProperty("code").GetInt32(), frame.GetProperty("data").GetString() ?? "");
        if (acks.TryRemove(frame.GetProperty("headers").GetProperty("messageId").GetString()!, out var waiting))
            waiting.TrySetResult(ack);
    }
}

/// <summary>What a bot answered to a frame.</summary>
public sealed record StreamAck(int Code, string Data);
