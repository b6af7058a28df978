using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>A component of a card, and the form it stands in.</summary>
internal sealed record CardPart(JsonObject Component, JsonObject? Form);

/// <summary>What a client reports when a component is used: https://open.feishu.cn/document/feishu-cards/card-callback-communication</summary>
internal static class CardTouch
{
    public static bool Has(JsonObject card, string wanted) => All(card, null).Any(part => IsMeant(part.Component, wanted));

    public static CardPart Find(JsonObject card, string wanted) => All(card, null).FirstOrDefault(part => IsMeant(part.Component, wanted))
        ?? throw new InvalidOperationException($"no component {wanted} on the card");

    public static bool CallsBack(CardPart part) => part.Component["behaviors"] is JsonArray behaviors && behaviors.OfType<JsonObject>().Any(b => CardLint.Word(b, "type") == "callback");

    /// <summary>The callback's action; null when the client sends none.</summary>
    public static JsonObject? Action(CardPart part, IReadOnlyDictionary<string, JsonNode> fill)
    {
        var (component, form) = part;
        if (component["disabled"]?.GetValue<bool>() == true)
            return null;
        var tag = CardLint.Word(component, "tag")!;
        var action = new JsonObject { ["tag"] = tag };
        if ((component["behaviors"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(b => CardLint.Word(b, "type") == "callback")?["value"] is { } value)
            action["value"] = value.DeepClone();
        if (CardLint.Word(component, "name") is { } name)
            action["name"] = name;
        if (tag == "button")
            return form is null || CardLint.Word(component, "form_action_type") != "submit" ? action : Submitted(action, form, fill);
        if (form is not null || !fill.TryGetValue(CardLint.Word(component, "name") ?? "", out var given))
            return null;
        if (tag is "date_picker" or "picker_time" or "picker_datetime")
            action["timezone"] = "Asia/Shanghai";
        action[tag == "input" ? "input_value" : tag == "checker" ? "checked" : "option"] = given.DeepClone();
        return action;
    }

    private static JsonObject? Submitted(JsonObject action, JsonObject form, IReadOnlyDictionary<string, JsonNode> fill)
    {
        var values = new JsonObject();
        foreach (var (input, _) in All(form["elements"], form).Where(p => CardGrammar.Interactive.Contains(CardLint.Word(p.Component, "tag")!) && CardLint.Word(p.Component, "tag") != "button"))
        {
            var name = CardLint.Word(input, "name")!;
            var value = fill.TryGetValue(name, out var given) ? given.DeepClone() : Preset(input);
            if (value is null && input["required"]?.GetValue<bool>() == true)
                return null;
            if (value is not null)
                values[name] = value;
        }

        (action["form_value"], action["timezone"]) = (values, "Asia/Shanghai");
        return action;
    }

    private static JsonNode? Preset(JsonObject input) => CardLint.Word(input, "tag") switch
    {
        "input" => input["default_value"]?.DeepClone(),
        "date_picker" => input["initial_date"] is { } date ? $"{date} +0800" : null,
        "checker" => input["checked"]?.DeepClone() ?? false,
        "multi_select_static" or "multi_select_person" => input["selected_values"]?.DeepClone(),
        _ => input["initial_option"]?.DeepClone(),
    };

    private static bool IsMeant(JsonObject component, string wanted) => CardLint.Word(component, "tag") == "button"
        ? component["text"]?["content"]?.ToString() == wanted || CardLint.Word(component, "name") == wanted
        : CardGrammar.Interactive.Contains(CardLint.Word(component, "tag") ?? "") && CardLint.Word(component, "name") == wanted;

    private static IEnumerable<CardPart> All(JsonNode? node, JsonObject? form) => node switch
    {
        JsonObject thing => thing.SelectMany(p => All(p.Value, CardLint.Word(thing, "tag") == "form" ? thing : form)).Prepend(new CardPart(thing, form)),
        JsonArray list => list.SelectMany(n => All(n, form)),
        _ => [],
    };
}
