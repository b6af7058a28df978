using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>A request as Feishu would post it.</summary>
public sealed record SignedEvent(byte[] Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>Seals events (AES-256-CBC, compact JSON), signs them and posts them.</summary>
public sealed class EventSender(FeishuWorld world, TimeProvider time) : IDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <summary>The event sealed and signed with the time now.</summary>
    public SignedEvent Seal(JsonObject happened, TimeSpan age = default)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"encrypt":"{{Convert.ToBase64String(Encrypt(happened.ToJsonString()))}}"}""");
        var timestamp = (time.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetInt32(1_000_000_000).ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes(timestamp + nonce + world.EncryptKey), .. body];
        return new SignedEvent(body, new Dictionary<string, string>
        {
            ["X-Lark-Request-Timestamp"] = timestamp,
            ["X-Lark-Request-Nonce"] = nonce,
            ["X-Lark-Signature"] = Convert.ToHexStringLower(SHA256.HashData(signed)),
        });
    }

    /// <summary>What a sealed body holds.</summary>
    public JsonObject Open(byte[] body)
    {
        var closed = Convert.FromBase64String(JsonNode.Parse(body)!["encrypt"]!.ToString());
        using var aes = Aes.Create();
        aes.Key = SHA256.HashData(Encoding.UTF8.GetBytes(world.EncryptKey));
        return JsonNode.Parse(aes.DecryptCbc(closed.AsSpan(16), closed.AsSpan(0, 16)))!.AsObject();
    }

    /// <summary>The handshake when the address is saved in the console: sealed, never signed.</summary>
    public SignedEvent Challenge(string challenge) =>
        Seal(new JsonObject { ["challenge"] = challenge, ["token"] = world.VerificationToken, ["type"] = "url_verification" }) with { Headers = new Dictionary<string, string>() };

    /// <summary>Posts to the webhook; gives up after three seconds as the platform does.</summary>
    public Task<(int Status, string Body)> PostAsync(Uri webhook, SignedEvent sealedEvent, CancellationToken cancel) => PostAsync(webhook, sealedEvent, Patience, cancel);

    /// <summary>The handshake when an address is saved in the console; null when it is good, else why not.</summary>
    public async Task<string?> VerifyAsync(Uri webhook, CancellationToken cancel)
    {
        var challenge = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
        try
        {
            var (status, body) = await PostAsync(webhook, Challenge(challenge), TimeSpan.FromSeconds(1), cancel);
            return status != 200 ? $"HTTP {status}" : JsonNode.Parse(body) is JsonObject answer && answer["challenge"]?.ToString() == challenge ? null : "the challenge did not come back";
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return exception.GetType().Name;
        }
    }

    private async Task<(int Status, string Body)> PostAsync(Uri webhook, SignedEvent sealedEvent, TimeSpan most, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new ByteArrayContent(sealedEvent.Body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json;charset=utf-8");
        foreach (var (name, value) in sealedEvent.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var patience = new CancellationTokenSource(most, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        using var response = await http.SendAsync(request, both.Token);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(both.Token));
    }

    public void Dispose() => http.Dispose();

    private byte[] Encrypt(string json)
    {
        using var aes = Aes.Create();
        aes.Key = SHA256.HashData(Encoding.UTF8.GetBytes(world.EncryptKey));
        aes.GenerateIV();
        return [.. aes.IV, .. aes.EncryptCbc(Encoding.UTF8.GetBytes(json), aes.IV)];
    }
}
