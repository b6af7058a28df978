using System.Globalization;
using System.Text.Json.Nodes;
using CollabBot.Core.Commands;

namespace CollabBot.Feishu.Outbound;

/// <summary>A command's form as a form container: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/containers/form-container</summary>
internal static class CardForms
{
    private const int LongestInput = 1000;

    // Options count towards a card's size: with more names than that in all its select boxes, the longest are typed
    private static readonly int[] NamesAtMost = [120, 50, 20, 0];

    /// <summary>As many names to choose from as a card holds.</summary>
    public static JsonObject Of(CommandForm form, CardSetting setting)
    {
        var node = new JsonObject();
        foreach (var names in NamesAtMost)
        {
            node = Draw(form, setting, names);
            if (CardSize.Of(node).FitsIn(new CardSize(CardSize.Most.Bytes - 2000, CardSize.Most.Elements - 10)))
                break;
        }

        return node;
    }

    private static JsonObject Draw(CommandForm form, CardSetting setting, int mostNames)
    {
        var elements = new JsonArray();
        foreach (var field in form.Fields)
        {
            var names = field.Kind is FieldKind.Person or FieldKind.Several ? field.Options.Count : 0;
            Add(elements, field, names <= mostNames, setting);
            mostNames -= names <= mostNames ? names : 0;
        }

        elements.Add(new JsonObject
        {
            ["tag"] = "button",
            ["name"] = "submit_button",
            ["form_action_type"] = "submit",
            ["type"] = "primary_filled",
            ["text"] = CardNodes.Label(form.SubmitLabel),
            ["behaviors"] = CardNodes.Callback(form.Line, setting),
        });
        return new JsonObject { ["tag"] = "form", ["name"] = "command_form", ["elements"] = elements };
    }

    private static void Add(JsonArray elements, FormField field, bool offersNames, CardSetting setting)
    {
        var node = field.Kind switch
        {
            FieldKind.Date => DatePicker(field),
            FieldKind.Choice when field.Options.Count > 0 => Select(field),
            FieldKind.Several when offersNames && Chosen(field) is { } chosen => Several(field, chosen),
            FieldKind.Person => Person(field, offersNames, setting),
            _ => Input(field),
        };
        if (node["tag"]!.GetValue<string>() != "input")
        {
            // Only inputs carry their own label
            elements.Add(CardNodes.Markdown(FeishuMarkdown.Of([new Core.Docs.Inline.Words(field.Label + (field.Required ? " *" : ""))], new Dictionary<string, string>())));
            node["placeholder"] = CardNodes.Label(field.Hint ?? field.Label);
        }

        node["name"] = field.Name;
        node["required"] = field.Required;
        elements.Add(node);
    }

    private static JsonObject Input(FormField field)
    {
        var node = new JsonObject
        {
            ["tag"] = "input",
            ["label"] = CardNodes.Words(field.Label),
            ["label_position"] = "top",
            ["input_type"] = field.Kind == FieldKind.LongText ? "multiline_text" : "text",
            ["max_length"] = LongestInput,
            ["width"] = "fill",
        };
        if (field.Kind == FieldKind.LongText)
            node["rows"] = 3;
        if (field.Hint is { Length: > 0 } hint)
            node["placeholder"] = CardNodes.Label(hint);
        if (field.Value is { Length: > 0 } value)
            node["default_value"] = PlainText.Clip(value, LongestInput);
        return node;
    }

    private static JsonObject DatePicker(FormField field)
    {
        var node = new JsonObject { ["tag"] = "date_picker" };
        if (DateOnly.TryParseExact(field.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            node["initial_date"] = field.Value;
        return node;
    }

    /// <summary>
    /// With faces, where each option is a person who has an account; by name, where departments can be chosen, too. Without options the picker offers a group's members,
    /// which is better than typing, but in a direct chat that is nobody.
    /// </summary>
    private static JsonObject Person(FormField field, bool offersNames, CardSetting setting)
    {
        var users = field.Options.Select(o => o.PersonId is { } id ? setting.Users.GetValueOrDefault(id) : null).ToList();
        if (!offersNames)
            return setting.Direct || users.Contains(null) ? Input(field) : Picker([]);
        if (field.Options.Count == 0)
            return setting.Direct ? Input(field) : Picker([]);
        if (users.Exists(u => u is null || !FeishuMarkdown.IsUserId(u)))
            return Select(field);
        var picker = Picker(users.OfType<string>().Distinct());
        if (field.Value is not null && field.Options.Zip(users).FirstOrDefault(o => o.First.Value == field.Value).Second is { } chosen)
            picker["initial_option"] = chosen;
        return picker;
    }

    private static JsonObject Picker(IEnumerable<string> users) =>
        new() { ["tag"] = "select_person", ["options"] = new JsonArray([.. users.Select(u => new JsonObject { ["value"] = u })]) };

    /// <summary>The options that are filled in already; null when something else is, which only a text field can show, or when there are none to choose from.</summary>
    private static IReadOnlyList<string>? Chosen(FormField field)
    {
        var rest = field.Value ?? "";
        var chosen = new List<string>();
        // The longest first: one department's name may begin another's
        foreach (var option in field.Options.OrderByDescending(o => o.Value.Length).Where(o => $" {rest} ".Contains($" {o.Value} ", StringComparison.Ordinal)))
        {
            chosen.Add(option.Value);
            rest = $" {rest} ".Replace($" {option.Value} ", " ", StringComparison.Ordinal).Trim();
        }

        return field.Options.Count > 0 && string.IsNullOrWhiteSpace(rest) ? chosen : null;
    }

    private static JsonObject Several(FormField field, IReadOnlyList<string> chosen)
    {
        var node = new JsonObject { ["tag"] = "multi_select_static", ["options"] = Options(field.Options.DistinctBy(o => o.Value)) };
        if (chosen.Count > 0)
            node["selected_values"] = new JsonArray([.. chosen.Select(c => (JsonNode)c)]);
        return node;
    }

    private static JsonArray Options(IEnumerable<FieldOption> options) =>
        new([.. options.Select(o => new JsonObject { ["text"] = CardNodes.Label(o.Label), ["value"] = o.Value })]);

    private static JsonObject Select(FormField field)
    {
        var options = field.Options.DistinctBy(o => o.Value).ToList();
        var node = new JsonObject
        {
            ["tag"] = "select_static",
            ["options"] = Options(options),
        };
        if (options.Exists(o => o.Value == field.Value))
            node["initial_option"] = field.Value;
        return node;
    }
}
