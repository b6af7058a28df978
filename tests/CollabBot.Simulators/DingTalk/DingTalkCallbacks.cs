using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.DingTalk;

/// <summary>What somebody says to the robot. In a group it is heard only with the @-mention, which leaves a space in front of the text.</summary>
public sealed record Saying(string Chat, string StaffId, string Nick, string Text, bool Direct = false);

/// <summary>An HTTP request DingTalk would make.</summary>
public sealed record PushedRequest(string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>The platform's own calls to a bot: signed robot callbacks and encrypted events.</summary>
public sealed class DingTalkCallbacks(DingTalkSimulator simulator) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private int number;

    /// <summary>The robot message, the same in callbacks and in stream frames.</summary>
    public JsonObject Message(Saying saying)
    {
        var now = simulator.Time.GetUtcNow().ToUnixTimeMilliseconds();
        var (url, expiry) = simulator.NewSession(saying.Direct ? saying.StaffId : saying.Chat, saying.Direct);
        var bot = "$:LWCP_v1:$BOTsimulator";
        var message = new JsonObject
        {
            ["conversationId"] = saying.Chat,
            ["conversationType"] = saying.Direct ? "1" : "2",
            ["chatbotCorpId"] = "dingcorp0001",
            ["chatbotUserId"] = bot,
            ["robotCode"] = simulator.World.RobotCode,
            ["msgId"] = string.Create(CultureInfo.InvariantCulture, $"msgSim{Interlocked.Increment(ref number)}+{now}=="),
            ["msgtype"] = "text",
            ["text"] = new JsonObject { ["content"] = saying.Direct ? saying.Text : " " + saying.Text },
            ["senderId"] = "$:LWCP_v1:$" + saying.StaffId,
            ["senderNick"] = saying.Nick,
            ["senderStaffId"] = saying.StaffId,
            ["senderCorpId"] = "dingcorp0001",
            ["senderPlatform"] = "Mac",
            ["isAdmin"] = false,
            ["createAt"] = now,
            ["sessionWebhook"] = url,
            ["sessionWebhookExpiredTime"] = expiry,
            ["openThreadId"] = "a field that is in no document",
        };
        if (!saying.Direct)
        {
            message["conversationTitle"] = "simulated group";
            message["isInAtList"] = true;
            message["atUsers"] = new JsonArray(new JsonObject { ["dingtalkId"] = bot });
        }

        return message;
    }

    /// <summary>A signed callback with this message.</summary>
    public PushedRequest Sign(JsonNode message)
    {
        var timestamp = simulator.Time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var secret = simulator.World.ClientSecret;
        var sign = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}\n{secret}")));
        return new PushedRequest("", new Dictionary<string, string> { ["timestamp"] = timestamp, ["sign"] = sign }, JsonSerializer.SerializeToUtf8Bytes(message));
    }

    /// <summary>An encrypted event.</summary>
    public PushedRequest Seal(JsonNode happened, string nonce = "A7Co0cJLMzIDtMMI")
    {
        var timestamp = simulator.Time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var envelope = new EventEnvelope(simulator.World.EventToken, simulator.World.EventAesKey, simulator.World.ClientId);
        var encrypt = envelope.Seal(happened.ToJsonString());
        var query = $"?msg_signature={envelope.Sign(timestamp, nonce, encrypt)}&timestamp={timestamp}&nonce={nonce}";
        return new PushedRequest(query, new Dictionary<string, string>(), JsonSerializer.SerializeToUtf8Bytes(new { encrypt }));
    }

    /// <summary>What a bot's encrypted answer says, or null when the signature or the encryption is wrong: then the real console shows an error.</summary>
    public string? Open(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        string Part(string name) => json.RootElement.GetProperty(name).GetString()!;
        var envelope = new EventEnvelope(simulator.World.EventToken, simulator.World.EventAesKey, simulator.World.ClientId);
        return envelope.Sign(Part("timeStamp"), Part("nonce"), Part("encrypt")) == Part("msg_signature") ? envelope.Open(Part("encrypt")) : null;
    }

    /// <summary>Posts a request to a bot.</summary>
    public async Task<(int Status, string Body)> PostAsync(Uri address, PushedRequest request, CancellationToken cancel)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(address + request.Query)) { Content = new ByteArrayContent(request.Body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        foreach (var (name, value) in request.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(message, cancel);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
    }

    public void Dispose() => http.Dispose();
}
