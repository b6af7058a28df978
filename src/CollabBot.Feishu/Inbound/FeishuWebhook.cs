using System.Globalization;
using System.Text.Json;
using CollabBot.Core.Platforms;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Inbound;

/// <summary>
/// Feishu's HTTP door. Everything must be encrypted and signed, except the handshake, which the platform leaves unsigned. The old card callback
/// (plain text, SHA-1) stays shut: our cards send the new one.
/// </summary>
internal sealed class FeishuWebhook(IOptions<FeishuOptions> options, EventReader reader) : IWebhook
{
    // The platform names no window. Half an hour bears clocks that are off and the retries after 15 s and 5 min; an older copy can only be a replay
    // (a retry is a new request with its own timestamp). Within the window a replay is caught by its stored keys.
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(30);
    private readonly string encryptKey = options.Value.EncryptKey;
    private readonly string token = options.Value.VerificationToken;
    private readonly byte[] key = FeishuCrypto.Key(options.Value.EncryptKey);

    public string Path => "/feishu/events";

    public WebhookVerdict Read(WebhookRequest request)
    {
        try
        {
            using var body = JsonDocument.Parse(request.Body);
            return ReadBody(body.RootElement, request);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string with half a surrogate pair
            return new WebhookVerdict.Reject(400, "the body is not readable JSON");
        }
    }

    private WebhookVerdict ReadBody(JsonElement body, WebhookRequest request)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return new WebhookVerdict.Reject(400, "the body is not a JSON object");
        if (body.At("encrypt") is not { } closed)
            return Handshake(body) ?? new WebhookVerdict.Reject(401, "the body is not encrypted");

        var problem = SignatureProblem(request);
        if (closed.ValueKind != JsonValueKind.String || !closed.TryGetBytesFromBase64(out var bytes) || FeishuCrypto.Decrypt(key, bytes) is not { } open)
            return problem ?? new WebhookVerdict.Reject(400, "the body cannot be decrypted with Feishu:EncryptKey");
        if (problem is not null)
            return HandshakeIn(open) ?? problem;

        using var plain = JsonDocument.Parse(open);
        var root = plain.RootElement;
        if (Handshake(root) is { } handshake)
            return handshake;
        var given = root.Text("header", "token") ?? root.Text("token") ?? "";
        return FeishuCrypto.Same(token, given)
            ? reader.Read(root, request.ReceivedAt)
            : new WebhookVerdict.Reject(401, "the verification token is not Feishu:VerificationToken");
    }

    private WebhookVerdict.Reject? SignatureProblem(WebhookRequest request)
    {
        var timestamp = request.Header("X-Lark-Request-Timestamp");
        var nonce = request.Header("X-Lark-Request-Nonce");
        var signature = request.Header("X-Lark-Signature");
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(nonce) || string.IsNullOrEmpty(signature))
            return new WebhookVerdict.Reject(401, "the signature headers are missing");

        // The platform's own C# sample writes upper-case hex
        if (!FeishuCrypto.Same(FeishuCrypto.Signature(timestamp, nonce, encryptKey, request.Body.Span), signature.ToLowerInvariant()))
            return new WebhookVerdict.Reject(401, "the signature does not match");
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((decimal)request.ReceivedAt.ToUnixTimeSeconds() - seconds) > (decimal)Window.TotalSeconds)
            return new WebhookVerdict.Reject(401, "the timestamp is not of the last 30 minutes");
        return null;
    }

    private WebhookVerdict? HandshakeIn(byte[] open)
    {
        try
        {
            using var plain = JsonDocument.Parse(open);
            return Handshake(plain.RootElement) as WebhookVerdict.Answer;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private WebhookVerdict? Handshake(JsonElement root)
    {
        if (root.Text("type") != "url_verification")
            return null;
        if (!FeishuCrypto.Same(token, root.Text("token") ?? ""))
            return new WebhookVerdict.Reject(401, "the verification token is not Feishu:VerificationToken");
        return root.Text("challenge") is { } challenge
            ? new WebhookVerdict.Answer(JsonSerializer.Serialize(new { challenge }))
            : new WebhookVerdict.Reject(400, "the handshake has no challenge");
    }
}
