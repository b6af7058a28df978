using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Doctor;

namespace CollabBot.DingTalk.Inbound;

/// <summary>
/// Decodes the robot message, the same object in HTTP callbacks and in stream frames. A direct chat goes by its person's staff id, because DingTalk's own id
/// of a direct chat cannot be sent to. https://open.dingtalk.com/document/orgapp/receive-message
/// </summary>
internal static class RobotMessage
{
    /// <summary>Says nothing in the answer to the callback: the reply goes out later, on its own.</summary>
    public const string NoReply = """{"msgtype":"empty"}""";

    /// <summary>What it says; the names in it and that it came are noted.</summary>
    public static WebhookVerdict Read(ReadOnlyMemory<byte> json, DateTimeOffset receivedAt, StaffNames names, ProofBook proofs)
    {
        var body = Json.Object(json);
        var verdict = body is { } message ? Read(message, receivedAt, names) : new WebhookVerdict.Reject(400, "the body is not a JSON object");
        proofs.Heard(body, verdict);
        return verdict;
    }

    private static WebhookVerdict Read(JsonElement body, DateTimeOffset receivedAt, StaffNames names)
    {
        if (SpentAllowance.Read(body, receivedAt, NoReply) is { } spent)
            return spent;
        if (body.Id("errorCode") is { } code)
            return new WebhookVerdict.Ignore($"DingTalk delivered no content, code {code}: {body.Text("errorMessage")}", NoReply);

        var isDirect = body.Text("conversationType") == "1";
        if (body.Id("msgId") is not { } id || body.Id("conversationId") is not { } conversation || (body.Id("senderStaffId") ?? body.Id("senderId")) is not { } sender
            || !(isDirect || body.Text("conversationType") == "2"))
            return new WebhookVerdict.Reject(400, "no robot message: msgId, conversationId, conversationType or sender is missing");
        var place = isDirect
            ? new Place(DingTalkModule.Platform, body.Id("senderStaffId") ?? conversation, PlaceKind.Direct)
            : new Place(DingTalkModule.Platform, conversation, PlaceKind.Group);
        names.Learn(body.Id("senderStaffId"), body.Id("senderNick"));
        var text = Words(body);
        if (text is null && !isDirect)
            return new WebhookVerdict.Ignore($"a message of type {body.Text("msgtype")} carries no words", NoReply);

        var message = new InboundMessage(id, place, sender, text ?? "", Instant(body.Number("createAt")) ?? receivedAt)
        {
            MessageId = id,
            SenderName = body.Id("senderNick"),
            Addressed = isDirect || body.Flag("isInAtList") != false,
            Mentions = AtNames.Pair(body, text ?? "", names),
            Happened = text is null ? new Happening.WordlessMessage(Kind(body.Text("msgtype"))) : null,
            ReplyHints = Outbound.SessionWebhook.Hints(place.ChatId, body.Id("sessionWebhook"), body.Number("sessionWebhookExpiredTime")),
        };
        return new WebhookVerdict.Accept(message, [id], NoReply);
    }

    /// <summary>Milliseconds since 1970, if they are a time at all.</summary>
    public static DateTimeOffset? Instant(long? milliseconds) =>
        milliseconds is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value) : null;

    private static string? Words(JsonElement body)
    {
        var content = body.Child("content");
        var words = body.Text("msgtype") switch
        {
            // One published sample has the text in "content" instead
            "text" => (body.Child("text") ?? content)?.Text("content"),
            "richText" when content?.Items("richText").Select(p => p.Text("text")).OfType<string>().ToList() is { Count: > 0 } parts => NotBlank(string.Concat(parts)),
            "audio" => NotBlank(content?.Text("recognition")),
            _ => null,
        };
        // In groups the @-mention of the bot is cut out and its space stays
        return words?.Trim();
    }

    private static string? NotBlank(string? words) => string.IsNullOrWhiteSpace(words) ? null : words;

    // DingTalk's word for the kind, as far as it is one
    private static string Kind(string? type) => type is { Length: > 0 and <= 40 } && type.All(char.IsAsciiLetterOrDigit) ? type : "unknown";
}
