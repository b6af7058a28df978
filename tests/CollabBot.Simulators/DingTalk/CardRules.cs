using System.Text;
using System.Text.Json;

namespace CollabBot.Simulators.DingTalk;

/// <summary>What DingTalk checks in the calls about cards before they have any effect.</summary>
internal static class CardRules
{
    private const int MostId = 100, MostSpaces = 1000, MostName = 100, MostBytes = 100_000, MostStreamed = 30_000;

    /// <summary>The spaces a card can stand in: their names in the address and in the two models.</summary>
    public static readonly IReadOnlyDictionary<string, string> Spaces =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["IM_GROUP"] = "imGroup", ["IM_ROBOT"] = "imRobot", ["IM_SINGLE"] = "imSingle", ["ONE_BOX"] = "top" };

    public static string? Text(JsonElement? body, string name) =>
        body is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static JsonElement? Part(JsonElement? body, string name) =>
        body is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    public static bool Flag(JsonElement? body, string name) =>
        body is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    public static Answer Bad(string code, string message = "") => Answer.New(400, code, message.Length > 0 ? message : code);

    /// <summary>The values of a map of variables; refused when one is anything but a text, or they are too many.</summary>
    public static Answer? Values(JsonElement? data, out IReadOnlyDictionary<string, string> values)
    {
        values = new Dictionary<string, string>();
        if (Part(data, "cardParamMap") is not { } map)
            return data is null ? null : Bad("param.invalid", "cardParamMap is missing");
        if (map.EnumerateObject().FirstOrDefault(p => p.Value.ValueKind != JsonValueKind.String) is { Value.ValueKind: not JsonValueKind.Undefined } wrong)
            return Bad("param.invalid", $"{wrong.Name} is no string");
        if (map.EnumerateObject().Any(p => Encoding.UTF8.GetByteCount(p.Name) > MostName) || Encoding.UTF8.GetByteCount(map.GetRawText()) > MostBytes)
            return Bad("param.invalid", "cardParamMap is too large");
        values = map.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
        return null;
    }

    /// <summary>The id is the maker's own.</summary>
    public static Answer? Id(string? id) => id switch
    {
        null or "" => Bad("param.outTrackIdEmpty"),
        { Length: > MostId } => Bad("param.invalid", "outTrackId is longer than 100"),
        _ => null,
    };

    /// <summary>Where it is to stand, as <c>dtv1.card//TYPE.id;TYPE.id</c>.</summary>
    public static Answer? Addresses(string? text, out IReadOnlyList<(string Type, string Target)> spaces)
    {
        spaces = [];
        if (string.IsNullOrEmpty(text))
            return Bad("param.openSpaceIdEmpty");
        const string scheme = "dtv1.card//";
        if (text.Length > MostSpaces || !text.StartsWith(scheme, StringComparison.Ordinal))
            return Bad("param.openSpaceIdInvalid");
        var parts = text[scheme.Length..].Split(';').Select(p => p.Split('.', 2)).ToList();
        if (parts.Exists(p => p.Length != 2 || p[1].Length == 0 || !Spaces.ContainsKey(p[0])))
            return Bad("param.openSpaceIdInvalid");
        spaces = [.. parts.Select(p => (p[0].ToUpperInvariant(), p[1]))];
        return null;
    }

    /// <summary>Each kind of space needs its model, which says whether the card may be forwarded.</summary>
    public static Answer? SpaceModels(JsonElement body, IEnumerable<string> types) =>
        types.All(t => Part(body, Spaces[t] + "OpenSpaceModel") is { } model && model.TryGetProperty("supportForward", out var forward) && forward.ValueKind is JsonValueKind.True or JsonValueKind.False)
            ? null
            : Bad("param.openSpaceModelInvalid");

    /// <summary>Each kind of space needs to be told who delivers.</summary>
    public static Answer? DeliverModels(JsonElement body, IEnumerable<string> types, string robot)
    {
        foreach (var type in types)
        {
            if (Part(body, Spaces[type] + "OpenDeliverModel") is not { } model)
                return Bad("param.openDeliverModelEmpty");
            if (Text(model, "robotCode") != robot || (type == "IM_ROBOT" && Text(model, "spaceType") != "IM_ROBOT"))
                return Bad("param.openDeliverModelError");
        }

        return null;
    }

    /// <summary>A piece of a text that is shown while it comes.</summary>
    public static Answer? Streamed(JsonElement body)
    {
        if (string.IsNullOrEmpty(Text(body, "key")))
            return Bad("param.stream.keyEmpty");
        if (Text(body, "content") is not { } content)
            return Bad("param.stream.contentEmpty");
        if (string.IsNullOrEmpty(Text(body, "guid")))
            return Bad("param.stream.guidEmpty");
        if (!body.TryGetProperty("isFull", out var full) || full.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            return Bad("param.stream.isFull", "isFull is null");
        return Encoding.UTF8.GetByteCount(content) > MostStreamed ? Bad("param.stream.content", "content is too large") : null;
    }
}
