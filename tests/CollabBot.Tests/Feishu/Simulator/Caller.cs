using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CollabBot.Simulators.Feishu;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Feishu.Simulator;

/// <summary>Somebody with a plain HTTP client who calls the simulated Feishu, on a clock that only the test moves.</summary>
internal sealed class Caller : IAsyncDisposable
{
    public const string Lina = "ou_1111111111111111111111111111111a";
    public const string Group = "oc_00000000000000000000000000000001";
    private readonly HttpClient http = new(new SocketsHttpHandler());

    private Caller(FeishuSimulator simulator, FakeTimeProvider time) => (Simulator, Time) = (simulator, time);

    public FeishuSimulator Simulator { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>What the last answer said in its headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>();

    public static async Task<Caller> StartAsync(FeishuWorld? world = null)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        var caller = new Caller(await FeishuSimulator.StartAsync(world ?? new FeishuWorld(), time, CancellationToken.None), time);
        await caller.TokenAsync();
        return caller;
    }

    public async Task<JsonObject> TokenAsync(string? secret = null)
    {
        var (_, body) = await CallAsync("POST", "/open-apis/auth/v3/tenant_access_token/internal", new JsonObject { ["app_id"] = Simulator.World.AppId, ["app_secret"] = secret ?? Simulator.World.AppSecret });
        if ((string?)body["tenant_access_token"] is { } token)
            Use("Bearer " + token);
        return body;
    }

    /// <summary>What stands in Authorization from now on.</summary>
    public void Use(string? authorization)
    {
        http.DefaultRequestHeaders.Remove("Authorization");
        if (authorization is not null)
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
    }

    public async Task<(int Status, JsonObject Body)> CallAsync(string method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Simulator.Address + path));
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await http.SendAsync(request);
        Headers = response.Headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    /// <summary>The status and the code of an answer.</summary>
    public async Task<(int Status, int Code)> CodeAsync(string method, string path, JsonObject? body = null)
    {
        var (status, answer) = await CallAsync(method, path, body);
        return (status, (int)answer["code"]!);
    }

    public Task<(int Status, int Code)> SendAsync(string type, string content, string to = Group, string idType = "chat_id", string? uuid = null) =>
        CodeAsync("POST", $"/open-apis/im/v1/messages?receive_id_type={idType}", Message(type, content, to, uuid));

    /// <summary>Sends and returns the message as the platform shows it.</summary>
    public async Task<JsonObject> SentAsync(string type, string content, string to = Group, string? uuid = null)
    {
        var (_, body) = await CallAsync("POST", "/open-apis/im/v1/messages?receive_id_type=" + (to.StartsWith("ou_", StringComparison.Ordinal) ? "open_id" : "chat_id"), Message(type, content, to, uuid));
        Assert.That((int)body["code"]!, Is.Zero, body.ToJsonString());
        return body["data"]!.AsObject();
    }

    /// <summary>Sends a card of these elements; returns its id.</summary>
    public async Task<string> CardAsync(params object[] elements) =>
        (await SentAsync("interactive", Json(new { schema = "2.0", body = new { elements } }).ToJsonString()))["message_id"]!.ToString();

    public static JsonObject Json(object body) => System.Text.Json.JsonSerializer.SerializeToNode(body)!.AsObject();

    public static string Text(string words) => new JsonObject { ["text"] = words }.ToJsonString();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Simulator.DisposeAsync();
    }

    private static JsonObject Message(string type, string content, string to, string? uuid)
    {
        var message = new JsonObject { ["receive_id"] = to, ["msg_type"] = type, ["content"] = content };
        if (uuid is not null)
            message["uuid"] = uuid;
        return message;
    }
}
