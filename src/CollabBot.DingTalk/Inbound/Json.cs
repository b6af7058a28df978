using System.Globalization;
using System.Text.Json;

namespace CollabBot.DingTalk.Inbound;

/// <summary>Forgiving access: DingTalk sends some numbers as text, some text as null, and leaves out what does not apply.</summary>
internal static class Json
{
    /// <summary>The object in these bytes, or null when they hold none.</summary>
    public static JsonElement? Object(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Child(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) && child.ValueKind != JsonValueKind.Null ? child : null;
        }
        catch (InvalidOperationException)
        {
            // The name of a neighbour is half a surrogate pair, which only looking for a name finds out
            return null;
        }
    }

    /// <summary>The member as text; null when absent, of another kind, or not valid Unicode.</summary>
    public static string? Text(this JsonElement element, string name) => element.Child(name) is { } child ? Plain(child) : null;

    /// <summary>The member as text that is not empty, or null.</summary>
    public static string? Id(this JsonElement element, string name) => element.Text(name) is { Length: > 0 } id ? id : null;

    public static long? Number(this JsonElement element, string name) =>
        long.TryParse(element.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool? Flag(this JsonElement element, string name) => element.Child(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        // Half of the published samples have yes and no as text
        JsonValueKind.String => bool.TryParse(element.Text(name), out var flag) ? flag : null,
        _ => null,
    };

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Child(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The member as texts, be it a list of them or only one; empty and unreadable ones are left out.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string name) =>
        (element.Child(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(Plain) : [element.Text(name)]).Where(t => !string.IsNullOrEmpty(t))!;

    private static string? Plain(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: a client cut an emoji in two
            return null;
        }
    }
}
