using System.Security.Cryptography;
using System.Text;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Doctor;
using CollabBot.DingTalk.Outbound.Cards;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Inbound;

/// <summary>Takes presses on cards that come by HTTP. Their signature covers only the time, like that of robot messages, and is never optional. https://open.dingtalk.com/document/development/event-callback-card</summary>
internal sealed class DingTalkCardWebhook(IOptions<DingTalkOptions> options, PressMemory presses, PressAnswers answers, ProofBook proofs) : IWebhook
{
    /// <summary>The address that is registered for it.</summary>
    public const string Door = "/dingtalk/cards";

    private readonly string secret = CardRoutes.Secret(options.Value.ClientSecret);

    public string Path => Door;

    public static string Sign(string timestamp, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(timestamp)));

    public WebhookVerdict Read(WebhookRequest request)
    {
        if (request.Header("x-ddpaas-signature-timestamp") is not { } timestamp || request.Header("x-ddpaas-signature") is not { } signature)
            return new WebhookVerdict.Reject(401, "no x-ddpaas-signature or its timestamp in the headers");
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(timestamp, secret))))
            return new WebhookVerdict.Reject(401, "wrong signature");
        if (!RobotSignature.IsFresh(timestamp, request.ReceivedAt))
            return new WebhookVerdict.Reject(401, "timestamp more than an hour off");
        if (Json.Object(request.Body) is not { } body)
            return new WebhookVerdict.Reject(400, "the body is not a JSON object");
        var data = Encoding.UTF8.GetString(request.Body.Span);
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{timestamp}\n{data}")));
        var verdict = CardPress.Read(body, presses.KeyOf(data, id), request.ReceivedAt, "{}");
        proofs.Pressed(verdict);
        if (verdict is WebhookVerdict.Accept heard && CardPress.Card(body) is { } card)
            return heard with { Late = Late(answers.Open(card), data) };
        presses.Settle(data);
        return verdict;
    }

    private LateAnswer Late(OpenPress press, string data) => new(press.AnswerAsync, written =>
    {
        press.End(written);
        if (written)
            presses.Settle(data);
    });
}
