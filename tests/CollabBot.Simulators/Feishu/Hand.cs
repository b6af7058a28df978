using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>The simulator's switches over HTTP, for people and scripts: what people do, and what goes wrong. Described in docs/simulators.md.</summary>
internal sealed class Hand(FeishuSimulator sim, TimeProvider time)
{
    public const string Prefix = "/_sim";
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };
    private readonly EventMaker maker = new(sim.World, time, first: 2_000_000);

    public async Task ServeAsync(HttpContext http, byte[] bytes)
    {
        try
        {
            var answer = await AnswerAsync(http.Request.Method, http.Request.Path.Value![Prefix.Length..], bytes, http.RequestAborted);
            http.Response.StatusCode = answer is null ? 404 : 200;
            await http.Response.WriteAsJsonAsync(answer ?? new JsonObject { ["error"] = "no such switch; docs/simulators.md has them all" }, http.RequestAborted);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsJsonAsync(new JsonObject { ["error"] = wrong.Message }, http.RequestAborted);
        }
    }

    private async Task<JsonNode?> AnswerAsync(string method, string what, byte[] bytes, CancellationToken cancel)
    {
        switch (method, what)
        {
            case ("POST", "/faults"):
                Break(Read<Fault>(bytes));
                return Done();
            case ("DELETE", "/faults"):
                sim.Faults.Clear();
                return Done();
            case ("POST", "/tokens/revoke"):
                sim.Tokens.RevokeAll();
                return Done();
            case ("POST", "/link"):
                await LinkAsync(Read<Link>(bytes), cancel);
                return JsonSerializer.SerializeToNode(new { connections = sim.Gateway.Connections, pings = sim.Gateway.Pings });
            case ("POST", "/world"):
                Change(Read<Switches>(bytes));
                return Done();
            case ("POST", "/say"):
                return JsonSerializer.SerializeToNode(await sim.Deliveries.DeliverAsync(Say(Read<Words>(bytes)), cancel), Lenient);
            case ("POST", "/happen"):
                var other = Read<Event>(bytes);
                return JsonSerializer.SerializeToNode(await sim.Deliveries.DeliverAsync(maker.Other(other.Type, other.Content), cancel), Lenient);
            case ("POST", "/touch"):
                return JsonSerializer.SerializeToNode(await sim.Presses.TouchAsync(Touch(Read<Hands>(bytes)), cancel), Lenient);
            case ("POST", "/webhook"):
                sim.World.Webhook = Read<Address>(bytes).Url;
                return JsonSerializer.SerializeToNode(new { refused = await sim.Events.VerifyAsync(sim.World.Webhook, cancel) });
            case ("POST", "/tick"):
                var ticked = sim.Tasks.Tick(Read<Ticked>(bytes).Task) ?? throw new ArgumentException("no such task");
                return JsonSerializer.SerializeToNode(await sim.Deliveries.DeliverAsync(maker.Other("task.task.updated_v1", new JsonObject { ["task_id"] = ticked.Id, ["obj_type"] = 5 }), cancel), Lenient);
            case ("GET", "/tasks"):
                return JsonSerializer.SerializeToNode(sim.Tasks.All, Lenient);
            case ("GET", "/messages"):
                return JsonSerializer.SerializeToNode(sim.Desk.Messages, Lenient);
            case ("GET", "/calls"):
                return JsonSerializer.SerializeToNode(sim.Calls, Lenient);
            default:
                return null;
        }
    }

    private void Break(Fault fault)
    {
        switch (fault.Kind)
        {
            case "answer":
                sim.Faults.Answer(fault.Code == 99991400 ? FeishuReply.TooMany(fault.Reset) : FeishuReply.Fail(fault.Code, fault.Message, fault.Status), fault.Path, fault.Times);
                break;
            case "lose":
                sim.Faults.LoseAnswer(fault.Path, fault.Times);
                break;
            case "hang":
                sim.Faults.Hang(fault.Path, fault.Times);
                break;
            default:
                throw new ArgumentException("kind is answer, lose or hang");
        }
    }

    private async Task LinkAsync(Link link, CancellationToken cancel)
    {
        sim.Gateway.RefuseWith = link.Refuse ?? sim.Gateway.RefuseWith;
        sim.Gateway.RefuseUpgradeWith = link.RefuseUpgrade ?? sim.Gateway.RefuseUpgradeWith;
        sim.Gateway.AnswersPings = link.AnswersPings ?? sim.Gateway.AnswersPings;
        sim.Gateway.Elsewhere = link.Elsewhere ?? sim.Gateway.Elsewhere;
        var wishes = sim.Gateway.Wishes;
        sim.Gateway.Wishes = (link.Interval ?? wishes.ReconnectInterval, link.Nonce ?? wishes.ReconnectNonce, link.Ping ?? wishes.PingInterval);
        if (link.Bytes is { } hex)
            await sim.Gateway.SendAsync(Convert.FromHexString(hex), cancel);
        if (link.Drop)
            sim.Gateway.Drop();
    }

    private void Change(Switches change)
    {
        var world = sim.World;
        world.LimitsCalls = change.LimitsCalls ?? world.LimitsCalls;
        world.MessagesPerSecondPerChat = change.MessagesPerSecond ?? world.MessagesPerSecondPerChat;
        sim.Deliveries.Twice = change.Twice ?? sim.Deliveries.Twice;
        foreach (var scope in change.Withhold ?? [])
            world.Withheld[scope] = true;
        foreach (var scope in change.Grant ?? [])
        {
            world.Withheld.TryRemove(scope, out _);
            sim.App.Grant(scope);
        }

        foreach (var chat in change.Leave ?? [])
            world.LeftChats[chat] = true;
        foreach (var chat in change.Mute ?? [])
            world.MutedChats[chat] = 230035;
        foreach (var user in change.Hide ?? [])
            world.UnavailableUsers[user] = true;
        foreach (var id in change.Back ?? [])
            _ = (world.LeftChats.TryRemove(id, out _), world.MutedChats.TryRemove(id, out _), world.UnavailableUsers.TryRemove(id, out _));
    }

    // Without a message: the newest that has the component
    private SimTouch Touch(Hands hands) => new(
        hands.MessageId ?? sim.Desk.Messages.LastOrDefault(m => CardTouch.Has(m.Content, hands.Component))?.MessageId ?? throw new ArgumentException($"no card has a component {hands.Component}"),
        hands.Sender,
        hands.Component)
    {
        Fill = hands.Fill ?? [],
    };

    private JsonObject Say(Words words)
    {
        var text = words.AtBot ? "@_user_1 " + words.Text : words.Text;
        return Talk.Hear(sim, maker.Message(new SimText(words.Chat, words.Group, words.Sender, text) { Mentions = words.AtBot ? [(sim.World.BotOpenId, "CollabBot")] : [] }));
    }

    private static T Read<T>(byte[] bytes) => JsonSerializer.Deserialize<T>(bytes, Lenient) ?? throw new ArgumentException("a JSON object is needed");

    private static JsonObject Done() => new() { ["done"] = true };

    private sealed record Fault(string Kind = "answer", string Path = "/im/v1/messages", int Code = 99991400, string Message = "refused on request", int Status = 400, int Times = 1, int Reset = 1);

    private sealed record Link(bool Drop = false, int? Refuse = null, int? RefuseUpgrade = null, bool? AnswersPings = null, int? Elsewhere = null, int? Interval = null, int? Nonce = null, int? Ping = null, string? Bytes = null);

    private sealed record Switches(
        bool? LimitsCalls = null, int? MessagesPerSecond = null, bool? Twice = null, string[]? Withhold = null, string[]? Grant = null, string[]? Leave = null, string[]? Mute = null, string[]? Hide = null, string[]? Back = null);

    private sealed record Hands(string Component, string? MessageId = null, string Sender = FeishuCommand.Person, Dictionary<string, JsonNode>? Fill = null);

    private sealed record Words(string Text, string Chat = FeishuCommand.Chat, string Sender = FeishuCommand.Person, bool Group = false, bool AtBot = false);

    private sealed record Event(string Type, JsonObject Content);

    private sealed record Address(Uri Url);

    private sealed record Ticked(string Task);
}
