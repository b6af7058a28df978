using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.DingTalk;

/// <summary>The simulator's switches over HTTP, for people and scripts: what people do, and what goes wrong. Described in docs/simulators.md.</summary>
internal sealed class Hand(DingTalkSimulator sim) : IDisposable
{
    public const string Prefix = "/_sim";
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };
    private readonly DingTalkCallbacks callbacks = new(sim);
    private int events;

    public async Task ServeAsync(HttpContext http, string body)
    {
        try
        {
            var answer = await AnswerAsync(http.Request.Method, http.Request.Path.Value![Prefix.Length..], body, http.RequestAborted);
            http.Response.StatusCode = answer is null ? 404 : 200;
            await http.Response.WriteAsJsonAsync(answer ?? new JsonObject { ["error"] = "no such switch; docs/simulators.md has them all" }, http.RequestAborted);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or InvalidOperationException or FormatException)
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsJsonAsync(new JsonObject { ["error"] = wrong.Message }, http.RequestAborted);
        }
    }

    public void Dispose() => callbacks.Dispose();

    private async Task<JsonNode?> AnswerAsync(string method, string what, string body, CancellationToken cancel)
    {
        switch (method, what)
        {
            case ("POST", "/faults"):
                Break(Read<Fault>(body));
                return Done();
            case ("POST", "/tokens/revoke"):
                sim.ExpireToken();
                return Done();
            case ("POST", "/link"):
                await LinkAsync(Read<Link>(body), cancel);
                return JsonSerializer.SerializeToNode(new { connections = sim.Stream.Live, pings = sim.Stream.Pings });
            case ("POST", "/world"):
                Change(Read<Switches>(body));
                return Done();
            case ("POST", "/say"):
                return Shown(await sim.Stream.DeliverAsync(callbacks.Message(Said(Read<Words>(body))), cancel));
            case ("POST", "/happen"):
                var happened = Read<Event>(body);
                return Shown(await sim.Stream.HappenAsync(happened.Type, happened.Id ?? $"sim-event-{Interlocked.Increment(ref events)}", happened.Fields, cancel));
            case ("POST", "/press"):
                var press = Read<Press>(body);
                var card = press.Card ?? sim.Delivered.LastOrDefault(d => d.Type == "card")?.Content.GetProperty("id").GetString() ?? throw new ArgumentException("there is no card yet");
                return JsonSerializer.SerializeToNode(await sim.Presses.PressAsync(card, press.Sender ?? Anybody(), press.Button, cancel), Lenient);
            case ("GET", "/messages"):
                return JsonSerializer.SerializeToNode(sim.Delivered, Lenient);
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
                sim.Fail(fault.Path, fault.Status, fault.Body?.ToJsonString() ?? "{}", fault.Times, fault.RetryAfter);
                break;
            case "cut":
                sim.Fail(fault.Path, 0, null, fault.Times);
                break;
            case "lose":
                for (var i = 0; i < fault.Times; i++)
                    sim.Withhold(fault.Path);
                break;
            default:
                throw new ArgumentException("kind is answer, cut or lose");
        }
    }

    private async Task LinkAsync(Link link, CancellationToken cancel)
    {
        sim.Stream.Silent = link.Silent ?? sim.Stream.Silent;
        sim.World.StreamEnabled = link.Enabled ?? sim.World.StreamEnabled;
        if (link.Notice)
            await sim.Stream.GiveNoticeAsync(cancel);
        if (link.Drop)
            sim.Stream.Drop();
    }

    private void Change(Switches wanted)
    {
        sim.World.Scopes.ExceptWith(wanted.Withhold);
        sim.World.Scopes.UnionWith(wanted.Grant);
        foreach (var person in wanted.Slow)
            sim.World.Slowed[person] = true;
        foreach (var chat in wanted.Disband)
            sim.World.Disbanded[chat] = true;
        foreach (var chat in wanted.WithoutCards)
            sim.World.WithoutCards[chat] = true;
        foreach (var id in wanted.Back)
            _ = sim.World.Slowed.TryRemove(id, out _) | sim.World.Disbanded.TryRemove(id, out _) | sim.World.WithoutCards.TryRemove(id, out _);
        sim.World.CallsSpent = wanted.CallsSpent ?? sim.World.CallsSpent;
        sim.World.CallsPerSecond = wanted.CallsPerSecond ?? sim.World.CallsPerSecond;
        sim.World.StreamingBroken = wanted.StreamingBroken ?? sim.World.StreamingBroken;
    }

    private Saying Said(Words words)
    {
        var sender = words.Sender ?? Anybody();
        return new Saying(words.Chat ?? (words.Direct ? "cidDirect==" : sim.World.Groups.Keys.Order(StringComparer.Ordinal).First()), sender, sim.World.People.GetValueOrDefault(sender, sender), words.Text, words.Direct);
    }

    private string Anybody() => sim.World.Groups.Values.SelectMany(m => m).Concat(sim.World.People.Keys).First();

    private static JsonNode? Shown(StreamAck? ack) => JsonSerializer.SerializeToNode(new { taken = ack is { Code: 200 }, code = ack?.Code, data = ack?.Data });

    private static JsonObject Done() => new() { ["done"] = true };

    private static T Read<T>(string body) => JsonSerializer.Deserialize<T>(body, Lenient) ?? throw new ArgumentException("the body is null");

    private sealed record Fault(string Path, string Kind = "answer", int Status = 400, JsonNode? Body = null, int Times = 1, string? RetryAfter = null);

    private sealed record Link(bool Notice = false, bool Drop = false, bool? Silent = null, bool? Enabled = null);

    private sealed record Words(string Text, string? Chat = null, string? Sender = null, bool Direct = false);

    private sealed record Event(string Type, JsonObject Fields, string? Id = null);

    private sealed record Press(string Button, string? Sender = null, string? Card = null);

    private sealed record Switches(
        IReadOnlyList<string>? Withhold = null, IReadOnlyList<string>? Grant = null, IReadOnlyList<string>? Slow = null, IReadOnlyList<string>? Disband = null, IReadOnlyList<string>? WithoutCards = null,
        IReadOnlyList<string>? Back = null, bool? CallsSpent = null, int? CallsPerSecond = null, bool? StreamingBroken = null)
    {
        public IReadOnlyList<string> Withhold { get; } = Withhold ?? [];

        public IReadOnlyList<string> Grant { get; } = Grant ?? [];

        public IReadOnlyList<string> Slow { get; } = Slow ?? [];

        public IReadOnlyList<string> Disband { get; } = Disband ?? [];

        public IReadOnlyList<string> WithoutCards { get; } = WithoutCards ?? [];

        public IReadOnlyList<string> Back { get; } = Back ?? [];
    }
}
