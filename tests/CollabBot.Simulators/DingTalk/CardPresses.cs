using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.DingTalk;

/// <summary>How a press ended: what came back, and whether it was there in time and in order, so that it changed the card.</summary>
public sealed record PressOutcome(int Code, string Body, bool Applied);

/// <summary>Somebody presses a button: the platform tells the bot, by stream or by HTTP as the card asks, and shows what it answers within two seconds.</summary>
public sealed class CardPresses : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly CardDesk desk;
    private readonly StreamGateway stream;
    private readonly DingTalkWorld world;
    private readonly TimeProvider time;

    internal CardPresses(CardDesk desk, StreamGateway stream, DingTalkWorld world, TimeProvider time) => (this.desk, this.stream, this.world, this.time) = (desk, stream, world, time);

    /// <summary>The label of the template's button that says this line for the person; null when there is none.</summary>
    public string? LabelOf(string card, string person, string line) => desk.Find(card) is { } shown
        ? world.Templates[shown.Template].Buttons.Where(b => b.Value.Values.Any(v => shown.Value(v, person) == line)).Select(b => shown.Value(b.Key, person)).FirstOrDefault(l => l.Length > 0)
        : null;

    /// <summary>Presses the button that has this label.</summary>
    public Task<PressOutcome> PressAsync(string card, string person, string label, CancellationToken cancel) => SendAsync(card, Callback(card, person, label), cancel);

    /// <summary>What the platform tells of the press; told again it is the same.</summary>
    public JsonObject Callback(string card, string person, string label)
    {
        var pressed = desk.Find(card) ?? throw new InvalidOperationException($"there is no card {card}");
        var template = world.Templates[pressed.Template];
        var button = template.Buttons.FirstOrDefault(b => pressed.Value(b.Key, person) == label);
        if (label.Length == 0 || button.Key is null)
            throw new InvalidOperationException($"{card} shows {person} no button {label}, but {string.Join(", ", template.Buttons.Keys.Select(k => pressed.Value(k, person)).Where(l => l.Length > 0))}");
        var given = new JsonObject();
        foreach (var (name, variable) in button.Value)
            given[name] = pressed.Value(variable, person);
        var content = new JsonObject { ["cardPrivateData"] = new JsonObject { ["actionIds"] = new JsonArray(button.Key), ["params"] = given } };
        return new JsonObject
        {
            ["type"] = "actionCallback",
            ["outTrackId"] = card,
            ["corpId"] = "dingcorp0001",
            ["userId"] = person,
            ["userIdType"] = 1,
            ["spaceType"] = "IM",
            ["spaceId"] = pressed.Spaces[0].Target,
            ["extension"] = "{}",
            ["content"] = content.ToJsonString(),
        };
    }

    /// <summary>Tells the bot and shows its answer. Throws for an answer that the platform could not read.</summary>
    public async Task<PressOutcome> SendAsync(string card, JsonObject callback, CancellationToken cancel)
    {
        var pressed = desk.Find(card)!;
        var since = time.GetTimestamp();
        var (code, body) = pressed.Callback == "HTTP" ? await PostAsync(desk.Callback(pressed.Route)!, callback, cancel) : await PushAsync(callback, cancel);
        var inTime = code == 200 && time.GetElapsedTime(since) <= world.PressPatience;
        return new PressOutcome(code, body, inTime && Apply(pressed, (string)callback["userId"]!, body));
    }

    /// <summary>A signed callback as it goes over HTTP.</summary>
    public PushedRequest Sign(string secret, JsonNode callback)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(timestamp)));
        var headers = new Dictionary<string, string> { ["x-ddpaas-signature-timestamp"] = timestamp, ["x-ddpaas-signature"] = signature };
        return new PushedRequest("", headers, JsonSerializer.SerializeToUtf8Bytes(callback));
    }

    /// <summary>The address and the secret that a bot registered.</summary>
    public (string Url, string Secret)? Registered(string route) => desk.Callback(route) is var (url, secret) ? (url, secret) : null;

    public void Dispose() => http.Dispose();

    private async Task<(int Code, string Body)> PushAsync(JsonObject callback, CancellationToken cancel)
    {
        if (await stream.PressAsync(callback, cancel) is not { } ack)
            return (0, "");
        using var data = JsonDocument.Parse(ack.Data);
        return (ack.Code, data.RootElement.TryGetProperty("response", out var response) ? response.GetRawText() : "");
    }

    private async Task<(int Code, string Body)> PostAsync(CardCallback to, JsonObject callback, CancellationToken cancel)
    {
        var request = Sign(to.Secret, callback);
        using var message = new HttpRequestMessage(HttpMethod.Post, to.Url) { Content = new ByteArrayContent(request.Body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(message, cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
    }

    /// <summary>False when the answer leaves the card as it is.</summary>
    private static bool Apply(SimulatedCard card, string person, string body)
    {
        using var document = JsonDocument.Parse(body);
        var answer = document.RootElement;
        if (answer.ValueKind != JsonValueKind.Object)
            throw new InvalidOperationException("the answer to a press is no object");
        var how = CardRules.Part(answer, "cardUpdateOptions");
        var (data, own) = (CardRules.Part(answer, "cardData"), CardRules.Part(answer, "userPrivateData"));
        if ((CardRules.Values(data, out var shared) ?? CardRules.Values(own, out _)) is { } refused)
            throw new InvalidOperationException($"the answer to a press is refused: {refused.Body}");
        CardRules.Values(own, out var mine);
        if (data is not null)
            card.Change(shared, CardRules.Flag(how, "updateCardDataByKey"));
        if (own is not null)
            card.ChangeFor(person, mine, CardRules.Flag(how, "updatePrivateDataByKey"));
        return data is not null || own is not null;
    }
}
