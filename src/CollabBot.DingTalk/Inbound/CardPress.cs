using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;

namespace CollabBot.DingTalk.Inbound;

/// <summary>
/// Reads a press on an interactive card. The button's parameters hold the command line as <c>line</c>, and <c>chat</c> = <c>direct</c> where the card stands in somebody's direct chat; the rest of
/// them is what a form was filled in with. https://open.dingtalk.com/document/development/event-callback-card
/// </summary>
internal static class CardPress
{
    private const string Line = "line", Chat = "chat";

    /// <summary>Stands between a card's id and the number of a message that continues it.</summary>
    public const char Continues = '~';

    /// <summary>The card itself, as DingTalk knows it.</summary>
    public static string? Card(JsonElement body) => body.Id("outTrackId");

    /// <summary><paramref name="key"/> tells two presses apart.</summary>
    public static WebhookVerdict Read(JsonElement body, string key, DateTimeOffset at, string response)
    {
        if (body.Id("userId") is not { } who || Card(body) is not { } card)
            return new WebhookVerdict.Ignore("a card action without card or presser", response);
        var content = Json.Object(System.Text.Encoding.UTF8.GetBytes(body.Text("content") ?? body.Text("value") ?? ""));
        if (content?.Child("cardPrivateData")?.Child("params") is not { ValueKind: JsonValueKind.Object } given || given.Id(Line) is not { } line)
            return new WebhookVerdict.Ignore("a card action without a command line", response);

        var place = given.Text(Chat) != "direct" && body.Id("spaceId") is { } chat
            ? new Place(DingTalkModule.Platform, chat, PlaceKind.Group)
            : new Place(DingTalkModule.Platform, who, PlaceKind.Direct);
        if (Fields(given) is not { } fields)
            return new WebhookVerdict.Ignore("a card action with text that is none", response);
        var message = new InboundMessage(key, place, who, line, at) { CardRef = card.Split(Continues)[0], Addressed = true, Fields = fields.Count > 0 ? fields : null };
        return new WebhookVerdict.Accept(message, [key], response);
    }

    /// <summary>A form posts its fields as one object; a choice comes with its number. Null when a name or a value is no valid Unicode.</summary>
    private static Dictionary<string, string>? Fields(JsonElement given)
    {
        try
        {
            return Filled(given);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: the reader has no other way to say so
            return null;
        }
    }

    private static Dictionary<string, string> Filled(JsonElement given)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in given.EnumerateObject().Where(f => f.Name is not (Line or Chat)).SelectMany(Opened))
            if (Value(field.Value) is { Length: > 0 } value)
                fields[field.Name] = value;
        return fields;
    }

    private static IEnumerable<JsonProperty> Opened(JsonProperty field) =>
        field.Value.ValueKind == JsonValueKind.Object && !field.Value.TryGetProperty("value", out _) ? field.Value.EnumerateObject() : [field];

    private static string? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Object when value.TryGetProperty("value", out var chosen) => Value(chosen),
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Value).Where(v => !string.IsNullOrEmpty(v))),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
