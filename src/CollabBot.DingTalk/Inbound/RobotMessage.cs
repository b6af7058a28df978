using System.Text.Json;
using System.Text.RegularExpressions;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;

namespace CollabBot.DingTalk.Inbound;

/// <summary>
/// Decodes the robot message, the same object in HTTP callbacks and in stream frames. A direct chat goes by its person's staff id, because DingTalk's own id
/// of a direct chat cannot be sent to. https://open.dingtalk.com/document/orgapp/receive-message
/// </summary>
internal static partial class RobotMessage
{
    /// <summary>Says nothing in the answer to the callback: the reply goes out later, on its own.</summary>
    public const string NoReply = """{"msgtype":"empty"}""";

    public static WebhookVerdict Read(ReadOnlyMemory<byte> json, DateTimeOffset receivedAt)
    {
        if (Json.Object(json) is not { } body)
            return new WebhookVerdict.Reject(400, "the body is not a JSON object");
        // The organisation's monthly quota is used up: the message came without its content
        if (body.Id("errorCode") is { } code)
            return new WebhookVerdict.Ignore($"DingTalk delivered no content, code {code}: {body.Text("errorMessage")}", NoReply);

        var isDirect = body.Text("conversationType") == "1";
        if (body.Id("msgId") is not { } id || body.Id("conversationId") is not { } conversation || (body.Id("senderStaffId") ?? body.Id("senderId")) is not { } sender
            || !(isDirect || body.Text("conversationType") == "2"))
            return new WebhookVerdict.Reject(400, "no robot message: msgId, conversationId, conversationType or sender is missing");
        if (Words(body) is not { } text)
            return new WebhookVerdict.Ignore($"a message of type {body.Text("msgtype")} carries no words", NoReply);

        var place = isDirect
            ? new Place(DingTalkModule.Platform, body.Id("senderStaffId") ?? conversation, PlaceKind.Direct)
            : new Place(DingTalkModule.Platform, conversation, PlaceKind.Group);
        var message = new InboundMessage(id, place, sender, text, Instant(body.Number("createAt")) ?? receivedAt)
        {
            MessageId = id,
            SenderName = body.Id("senderNick"),
            Addressed = isDirect || body.Flag("isInAtList") != false,
            Mentions = Mentions(body, text),
            ReplyHints = Outbound.SessionWebhook.Hints(place.ChatId, body.Id("sessionWebhook"), body.Number("sessionWebhookExpiredTime")),
        };
        return new WebhookVerdict.Accept(message, [id], NoReply);
    }

    private static string? Words(JsonElement body)
    {
        var content = body.Child("content");
        var words = body.Text("msgtype") switch
        {
            // One published sample has the text in "content" instead
            "text" => (body.Child("text") ?? content)?.Text("content"),
            "richText" when content?.Items("richText").Select(p => p.Text("text")).Where(t => t is not null).ToList() is { Count: > 0 } parts => string.Concat(parts),
            "audio" => content?.Text("recognition"),
            _ => null,
        };
        // In groups the @-mention of the bot is cut out and its space stays
        return words?.Trim();
    }

    /// <summary>Other people stay in the text as "@nick" while their ids come in a list of no promised order: only one of each is certain to belong together.</summary>
    private static IReadOnlyList<Mention> Mentions(JsonElement body, string text)
    {
        var bot = body.Id("chatbotUserId");
        var users = body.Items("atUsers").Where(u => u.Id("dingtalkId") != bot).Take(2).ToList();
        var names = AtNames().Matches(text).Take(2).ToList();
        return users.Count == 1 && names.Count == 1 && users[0].Id("staffId") is { } staff
            ? [new Mention(names[0].Value, staff, names[0].Value[1..], false)]
            : [];
    }

    private static DateTimeOffset? Instant(long? milliseconds) =>
        milliseconds is > 0 and < 253_402_300_800_000 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds.Value) : null;

    [GeneratedRegex(@"(?<!\S)@\S+")]
    private static partial Regex AtNames();
}
