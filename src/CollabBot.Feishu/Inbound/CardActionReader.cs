using System.Globalization;
using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;

namespace CollabBot.Feishu.Inbound;

/// <summary>Reads card.action.trigger: https://open.feishu.cn/document/feishu-cards/card-callback-communication</summary>
internal static class CardActionReader
{
    public static WebhookVerdict Read(JsonElement happened, string? eventId, DateTimeOffset at, string toast)
    {
        var value = happened.At("action", "value") is { ValueKind: JsonValueKind.Object } plain ? plain : JsonReach.Nested(happened.Text("action", "value"));
        var chatId = happened.Text("context", "open_chat_id");
        var senderId = happened.Text("operator", "open_id");
        // A callback may come without an event id; its token is new for each press
        var id = eventId ?? happened.Text("token");
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(chatId) || string.IsNullOrEmpty(senderId))
            return new WebhookVerdict.Ignore("a card action without id, chat or presser", EventReader.Nothing);
        if (value?.Text("line") is not { Length: > 0 } line)
            return new WebhookVerdict.Ignore("a card action without a command line", EventReader.Nothing);

        // A further page names the card it continues
        var pressed = happened.Text("context", "open_message_id");
        var card = value.Value.Text("card") is { Length: > 0 } continued ? continued : pressed;
        var kind = value.Value.Text("chat") == "p2p" ? PlaceKind.Direct : PlaceKind.Group;
        var message = new InboundMessage(id, new Place(EventReader.Platform, chatId, kind), senderId, line, at)
        {
            MessageId = pressed,
            CardRef = card,
            Addressed = true,
            Fields = Fields(happened),
        };
        return new WebhookVerdict.Accept(message, [id], toast);
    }

    private static Dictionary<string, string>? Fields(JsonElement happened)
    {
        if (happened.At("action", "form_value") is not { ValueKind: JsonValueKind.Object } form)
            return null;
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in form.EnumerateObject())
        {
            if (Value(field.Value) is { Length: > 0 } value)
                fields[field.Name] = value;
        }

        return fields.Count > 0 ? fields : null;
    }

    private static string? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Day(value.GetString()!),
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Value).Where(v => !string.IsNullOrEmpty(v))),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    // A date picker answers "2026-03-01 +0800"; the day is what was picked
    private static string Day(string text) =>
        text.Length == 16 && text[10] == ' ' && text[11] is '+' or '-' && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? text[..10]
            : text;
}
