using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CollabBot.Simulators.Feishu;

/// <summary>Refuses what Feishu refuses in a card JSON 2.0; cards of the first generation are taken as loosely as there.</summary>
public sealed partial class CardLint
{
    private const int MostElements = 200;
    private const int MostTables = 5;
    private readonly HashSet<string> names = [];
    private readonly HashSet<string> elementIds = [];
    private int elements;
    private int tables;
    private int depth;

    /// <summary>Null when the card would be shown.</summary>
    public static CardFault? Check(JsonObject card) => new CardLint().Root(card);

    private CardFault? Root(JsonObject card)
    {
        if (!card.ContainsKey("schema"))
            return OldCardLint.Check(card);
        if (Word(card, "schema") != "2.0")
            return new CardFault(200621, "ROOT", "the schema must be 2.0", Word(card, "schema"));
        return Unknown(card, "ROOT", ["schema", "config", "card_link", "header", "body"])
            ?? Config(card["config"] as JsonObject)
            ?? Header(card["header"])
            ?? Body(card["body"]);
    }

    private static CardFault? Config(JsonObject? config)
    {
        if (config is null)
            return null;
        if (config["update_multi"] is JsonValue value && value.GetValueKind() != JsonValueKind.True)
            return new CardFault(200621, "ROOT -> config", "update_multi must be true");
        return Unknown(config, "ROOT -> config",
            ["streaming_mode", "streaming_config", "summary", "locales", "enable_forward", "update_multi", "width_mode", "use_custom_translation", "enable_forward_interaction", "style"]);
    }

    private CardFault? Header(JsonNode? node)
    {
        if (node is null)
            return null;
        if (node is not JsonObject header || header["title"] is not JsonObject title)
            return new CardFault(200621, "ROOT -> header", "title is required");
        if (Word(header, "template") is { } colour && !CardGrammar.HeaderColours.Contains(colour))
            return new CardFault(200621, "ROOT -> header", "unknown template", colour);
        return Unknown(header, "ROOT -> header", ["title", "subtitle", "template", "icon", "text_tag_list", "padding"]) ?? Element(title, "ROOT -> header -> title", Within.Body);
    }

    private CardFault? Body(JsonNode? node)
    {
        if (node is not JsonObject body || body["elements"] is not JsonArray list)
            return new CardFault(200621, "ROOT -> body", "elements is required");
        return Unknown(body, "ROOT -> body", ["elements", "direction", "padding", "horizontal_spacing", "horizontal_align", "vertical_spacing", "vertical_align"])
            ?? Elements(list, "ROOT -> body -> elements", Within.Body)
            ?? (elements > MostElements ? new CardFault(11310, "ROOT", "element exceeds the limit") : null)
            ?? (tables > MostTables ? new CardFault(11310, "ROOT", "table number over limit") : null);
    }

    private CardFault? Elements(JsonArray list, string path, Within within)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not JsonObject element)
                return new CardFault(200621, $"{path} -> [{i}]", "an element must be an object");
            if (Element(element, $"{path} -> [{i}](tag: {Word(element, "tag")})", within) is { } fault)
                return fault;
        }

        return null;
    }

    private CardFault? Element(JsonObject element, string path, Within within)
    {
        elements++;
        var tag = Word(element, "tag") ?? "";
        if (CardGrammar.Retired.Contains(tag))
            return new CardFault(200861, path, "cards of schema V2 no longer support this capability", $"unsupported tag {tag}");
        if (!CardGrammar.Tags.TryGetValue(tag, out var allowed))
            return new CardFault(200621, path, "unknown tag", tag);
        return Unknown(element, path, allowed)
            ?? ElementId(element, path)
            ?? Place(element, tag, path, within)
            ?? Named(element, tag, path, within)
            ?? ComponentLint.Check(element, tag, path)
            ?? Nested(element, tag, path, within);
    }

    private CardFault? Nested(JsonObject element, string tag, string path, Within within)
    {
        if (!CardGrammar.Containers.Contains(tag))
            return Inside(element, tag, path, within);
        if (++depth > CardGrammar.MostNested)
            return new CardFault(200621, path, "containers are nested deeper than 5");
        var fault = Inside(element, tag, path, within);
        depth--;
        return fault;
    }

    private CardFault? ElementId(JsonObject element, string path) => Word(element, "element_id") is { } id && (!ElementIdShape().IsMatch(id) || !elementIds.Add(id))
        ? new CardFault(300301, path, "element_id is malformed or repeated", id)
        : null;

    private CardFault? Place(JsonObject element, string tag, string path, Within within)
    {
        // A table in Markdown counts like one of its own
        tables += tag == "table" ? 1 : tag == "markdown" ? TableRule().Count(Word(element, "content") ?? "") : 0;
        if (tag is "table" or "form" && within != Within.Body)
            return new CardFault(200621, path, $"{tag} is only allowed at the root");
        return tag.StartsWith("multi_select_", StringComparison.Ordinal) && within != Within.Form ? new CardFault(200621, path, "only allowed in a form") : null;
    }

    private CardFault? Named(JsonObject element, string tag, string path, Within within)
    {
        if (!CardGrammar.Interactive.Contains(tag))
            return null;
        var name = Word(element, "name");
        if (within == Within.Form && string.IsNullOrEmpty(name))
            return new CardFault(200530, path, "name is required in a form");
        return name is not null && !names.Add(name) ? new CardFault(200621, path, "name is repeated", name) : null;
    }

    private CardFault? Inside(JsonObject element, string tag, string path, Within within)
    {
        if (tag == "form")
        {
            if (element["elements"] is not JsonArray inputs || !inputs.OfType<JsonObject>().Any(e => Word(e, "form_action_type") == "submit"))
                return new CardFault(200621, path, "a form needs a submit button");
            return string.IsNullOrEmpty(Word(element, "name")) ? new CardFault(200530, path, "name is required") : Elements(inputs, path + " -> elements", Within.Form);
        }

        var inner = within == Within.Form ? Within.Form : Within.Container;
        foreach (var part in new[] { "text", "placeholder", "label", "alt" })
        {
            if (element[part] is JsonObject words && Element(words, $"{path} -> {part}", inner) is { } fault)
                return fault;
        }

        elements += (element["options"] as JsonArray)?.Count ?? 0;
        if (element["columns"] is JsonArray columns && tag == "column_set" && Elements(columns, path + " -> columns", inner) is { } column)
            return column;
        return element["elements"] is JsonArray list ? Elements(list, path + " -> elements", inner) : null;
    }

    private static CardFault? Unknown(JsonObject node, string path, IReadOnlyCollection<string> allowed) =>
        node.Select(p => p.Key).FirstOrDefault(k => !allowed.Contains(k)) is { } key ? new CardFault(200621, path, "unknown property", key) : null;

    internal static string? Word(JsonObject node, string name) =>
        node[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,19}$")]
    private static partial Regex ElementIdShape();

    [GeneratedRegex(@"^[ \t]*\|[ \t]*:?-{3,}[-:| \t]*$", RegexOptions.Multiline)]
    private static partial Regex TableRule();

    private enum Within
    {
        Body,
        Container,
        Form,
    }
}
