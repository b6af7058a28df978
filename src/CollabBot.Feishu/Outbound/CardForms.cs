using System.Globalization;
using System.Text.Json.Nodes;
using CollabBot.Core.Commands;

namespace CollabBot.Feishu.Outbound;

/// <summary>A command's form as a form container: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/containers/form-container</summary>
internal static class CardForms
{
    private const int LongestInput = 1000;

    /// <summary>
    /// At most so many names stand in all its select boxes: options count towards a card's size. A person field with more is typed instead.
    /// </summary>
    public static JsonObject Of(CommandForm form, bool direct, int mostNames)
    {
        var elements = new JsonArray();
        foreach (var field in form.Fields)
        {
            var names = field.Kind == FieldKind.Person ? field.Options.Count : 0;
            Add(elements, field, names <= mostNames);
            mostNames -= names <= mostNames ? names : 0;
        }

        elements.Add(new JsonObject
        {
            ["tag"] = "button",
            ["name"] = "submit_button",
            ["form_action_type"] = "submit",
            ["type"] = "primary_filled",
            ["text"] = CardNodes.Label(form.SubmitLabel),
            ["behaviors"] = CardNodes.Callback(form.Line, direct),
        });
        return new JsonObject { ["tag"] = "form", ["name"] = "command_form", ["elements"] = elements };
    }

    private static void Add(JsonArray elements, FormField field, bool offersNames)
    {
        var node = field.Kind switch
        {
            FieldKind.Date => DatePicker(field),
            FieldKind.Choice when field.Options.Count > 0 => Select(field),
            FieldKind.Person when field.Options.Count > 0 => offersNames ? Select(field) : Input(field),
            FieldKind.Person => new JsonObject { ["tag"] = "select_person", ["options"] = new JsonArray() },
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

    private static JsonObject Select(FormField field)
    {
        var options = field.Options.DistinctBy(o => o.Value).ToList();
        var node = new JsonObject
        {
            ["tag"] = "select_static",
            ["options"] = new JsonArray([.. options.Select(o => new JsonObject { ["text"] = CardNodes.Label(o.Label), ["value"] = o.Value })]),
        };
        if (options.Exists(o => o.Value == field.Value))
            node["initial_option"] = field.Value;
        return node;
    }
}
