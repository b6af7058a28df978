using System.Text.Json;

namespace CollabBot.Feishu.Inbound;

/// <summary>Reaches into JSON that others wrote: what is absent or of another kind is null, never an exception.</summary>
internal static class JsonReach
{
    public static JsonElement? At(this JsonElement from, params ReadOnlySpan<string> path)
    {
        var at = from;
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                return null;
        }

        return at;
    }

    public static string? Text(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.String } found ? found.GetString() : null;

    public static bool Flag(this JsonElement from, params ReadOnlySpan<string> path) => from.At(path) is { ValueKind: JsonValueKind.True };

    public static IEnumerable<JsonElement> Items(this JsonElement from, params ReadOnlySpan<string> path) =>
        from.At(path) is { ValueKind: JsonValueKind.Array } found ? found.EnumerateArray() : [];

    /// <summary>A JSON object that travels as a string; null when it is something else.</summary>
    public static JsonElement? Nested(string? json)
    {
        if (json is null)
            return null;
        try
        {
            var element = JsonElement.Parse(json);
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
