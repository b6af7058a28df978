using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;

namespace CollabBot.Feishu.Inbound;

/// <summary>Reads im.message.receive_v1: https://open.feishu.cn/document/server-docs/im-v1/message/events/receive</summary>
internal static class MessageReader
{
    public static WebhookVerdict Read(JsonElement happened, string? eventId, DateTimeOffset at, string? botId, string? tenant)
    {
        var senderId = happened.Text("sender", "sender_id", "open_id");
        var chatId = happened.Text("message", "chat_id");
        var messageId = happened.Text("message", "message_id");
        if (string.IsNullOrEmpty(eventId) || string.IsNullOrEmpty(messageId) || string.IsNullOrEmpty(chatId))
            return new WebhookVerdict.Reject(400, "the message has no event id, message id or chat id");
        if (happened.Text("sender", "sender_type") is { } kind && kind != "user" || senderId == botId && botId is not null)
            return new WebhookVerdict.Ignore("a message by an app", EventReader.Nothing);
        if (string.IsNullOrEmpty(senderId))
            return new WebhookVerdict.Ignore("a message without a sender's open_id", EventReader.Nothing);

        var type = happened.Text("message", "message_type") ?? "";
        var direct = happened.Text("message", "chat_type") == "p2p";
        var place = new Place(EventReader.Platform, chatId, direct ? PlaceKind.Direct : PlaceKind.Group);
        if (!MessageText.HasWords(type))
            return Wordless(type, new InboundMessage(eventId, place, senderId, "", at) { MessageId = messageId, Happened = new Happening.WordlessMessage(type) });
        if (JsonReach.Nested(happened.Text("message", "content")) is not { } content)
            return new WebhookVerdict.Reject(400, "the message content is not JSON");
        if (MessageText.Of(type, content) is not { } text)
            return new WebhookVerdict.Ignore("a message without its text", EventReader.Nothing);

        var mentions = Mentions(happened, text, botId, tenant);
        var message = new InboundMessage(eventId, place, senderId, text, at)
        {
            MessageId = messageId,
            ThreadId = happened.Text("message", "thread_id"),
            Addressed = direct || mentions.Any(m => m.IsBot) || (botId is null && mentions.Exists(m => m.UserId is not null)),
            Mentions = mentions,
        };

        // The vendor asks for the message id as the guard against doubles and redelivers under the event id: both count
        return new WebhookVerdict.Accept(message, [eventId, messageId], EventReader.Nothing);
    }

    // In a group nobody spoke to us; "system" is the platform's own voice
    private static WebhookVerdict Wordless(string type, InboundMessage message) => message.Place.Kind == PlaceKind.Direct && type.Length > 0 && type != "system"
        ? new WebhookVerdict.Accept(message, [message.EventId, message.MessageId!], EventReader.Nothing)
        : new WebhookVerdict.Ignore($"message type {EventReader.Short(type)} is not used", EventReader.Nothing);

    private static List<Mention> Mentions(JsonElement happened, string text, string? botId, string? tenant)
    {
        var found = new List<Mention>();
        foreach (var item in happened.Items("message", "mentions"))
        {
            if (item.Text("key") is not { Length: > 0 } placeholder)
                continue;
            var userId = item.Text("id", "open_id") ?? item.Text("id");
            var name = item.Text("name") ?? "";
            // A guest of another company is nobody who could be asked here
            var ours = item.Text("tenant_key") is not { } theirs || tenant is null || theirs == tenant;
            found.Add(new Mention(placeholder, string.IsNullOrEmpty(userId) || !ours ? null : userId, name, IsBot(item, userId, botId, text, placeholder)));
        }

        if (text.Contains("@_all", StringComparison.Ordinal) && found.TrueForAll(m => m.Placeholder != "@_all"))
            found.Add(new Mention("@_all", null, "all", false));
        return found;
    }

    // Until we know ourselves: a group message reaches a bot because somebody @-ed it, and people put that first
    private static bool IsBot(JsonElement item, string? userId, string? botId, string text, string placeholder) => botId is not null
        ? userId == botId
        : item.Text("mentioned_type") is { } type ? type == "bot" : text.TrimStart().StartsWith(placeholder, StringComparison.Ordinal);
}
