using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Doctor;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Inbound;

/// <summary>Takes the encrypted event push. What is not used is acknowledged all the same, or DingTalk would send it again.</summary>
internal sealed class DingTalkEventWebhook(IOptions<DingTalkOptions> options, EventReader events, UnusedFrames unused, ProofBook proofs) : IWebhook
{
    private readonly EventCipher cipher = new(options.Value.EventToken, options.Value.EventAesKey);
    private readonly string owner = options.Value.ClientId;

    public string Path => "/dingtalk/events";

    public WebhookVerdict Read(WebhookRequest request)
    {
        // Some of DingTalk's own senders use the second spelling
        var signature = request.Query("msg_signature") ?? request.Query("signature");
        var timestamp = request.Query("timestamp") ?? request.Query("timeStamp");
        if (signature is null || timestamp is null || request.Query("nonce") is not { } nonce)
            return new WebhookVerdict.Reject(401, "no signature, timestamp or nonce in the query");
        if (Json.Object(request.Body)?.Text("encrypt") is not { } encrypted)
            return new WebhookVerdict.Reject(400, "the body has no text named encrypt");
        if (!cipher.IsSigned(signature, timestamp, nonce, encrypted))
            return Sealed(401, "wrong signature");
        if (!RobotSignature.IsFresh(timestamp, request.ReceivedAt))
            return new WebhookVerdict.Reject(401, "timestamp more than an hour off");
        if (cipher.Open(encrypted) is not { } opened || Json.Object(opened.Message) is not { } happened)
            return Sealed(400, "cannot be decrypted with DingTalk:EventAesKey");
        if (opened.Owner != owner)
            return new WebhookVerdict.Reject(401, "meant for another app");

        var success = Answer("success", timestamp, nonce, encrypted);
        return happened.Text("EventType") switch
        {
            "check_url" => new WebhookVerdict.Answer(success),
            "check_create_suite_url" or "check_update_suite_url" => new WebhookVerdict.Answer(Answer(happened.Text("Random") ?? "success", timestamp, nonce, encrypted)),
            var type => Happening(happened, type ?? "", request.ReceivedAt, success),
        };
    }

    private WebhookVerdict Happening(JsonElement happened, string type, DateTimeOffset receivedAt, string success)
    {
        var at = RobotMessage.Instant(happened.Number("EventTime") ?? happened.Number("timeStamp")) ?? receivedAt;
        var read = events.Read(new DingTalkEvent(type, happened.Id("eventId") ?? happened.Id("BizId"), happened, at), success);
        if (read is null)
            unused.Count($"EVENT {type}");
        return read ?? new WebhookVerdict.Ignore("an event that is not used", success);
    }

    private WebhookVerdict.Reject Sealed(int status, string reason)
    {
        proofs.Happened(opened: false);
        return new WebhookVerdict.Reject(status, reason);
    }

    private string Answer(string word, string timestamp, string nonce, string question)
    {
        // Bytes nobody without the key can predict, yet the same for the same question: this stays a pure function
        var random = HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Value.EventAesKey), Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n{question}"));
        var encrypt = cipher.Seal(word, owner, random);
        return JsonSerializer.Serialize(new { msg_signature = cipher.Sign(timestamp, nonce, encrypt), timeStamp = timestamp, nonce, encrypt });
    }
}
