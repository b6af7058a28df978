using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CollabBot.Simulators.Feishu;

/// <summary>The rules of single components.</summary>
internal static partial class ComponentLint
{
    public static CardFault? Check(JsonObject element, string tag, string path) => tag switch
    {
        "plain_text" or "lark_md" or "markdown" => Words(element, tag, path),
        "button" => Button(element, path),
        "input" => Input(element, path),
        "select_static" or "multi_select_static" => Options(element, path),
        "date_picker" => Picker(element, path, "initial_date", "yyyy-MM-dd"),
        "picker_time" => Picker(element, path, "initial_time", "HH:mm"),
        "picker_datetime" => Picker(element, path, "initial_datetime", "yyyy-MM-dd HH:mm"),
        "person" => Known(CardLint.Word(element, "user_id"), path),
        "person_list" when element["persons"] is JsonArray persons && element["drop_invalid_user_id"]?.GetValue<bool>() != true =>
            persons.OfType<JsonObject>().Select(p => Known(CardLint.Word(p, "id"), path)).FirstOrDefault(f => f is not null),
        "interactive_container" => element["behaviors"] is JsonArray { Count: > 0 } behaviors ? Behaviors(behaviors, path) : new CardFault(200621, path, "behaviors is required"),
        "table" => Table(element, path),
        "chart" => Chart(element, path),
        "select_person" => People(element, path),
        "collapsible_panel" when element["header"] is not JsonObject { } header || header["title"] is not JsonObject => new CardFault(200621, path, "header with title is required"),
        "column_set" when element["columns"] is not JsonArray { Count: > 0 } => new CardFault(200621, path, "columns is required"),
        _ => null,
    };

    private static CardFault? Words(JsonObject element, string tag, string path)
    {
        if (CardLint.Word(element, "content") is not { } content)
            return new CardFault(200621, path, "content is required");
        if (tag == "plain_text")
            return null;
        foreach (Match mention in AtTag().Matches(content))
        {
            var id = mention.Groups["id"].Value;
            if (id != "all" && !id.StartsWith("ou_", StringComparison.Ordinal))
                return new CardFault(100290, path, "invalid person id", id);
        }

        return null;
    }

    private static CardFault? Button(JsonObject element, string path)
    {
        if (element["text"] is not JsonObject text || CardLint.Word(text, "content") is not { Length: <= 100 })
            return new CardFault(200621, path, "text is required, at most 100 characters");
        if (CardLint.Word(element, "type") is { } type && !CardGrammar.ButtonTypes.Contains(type))
            return new CardFault(200621, path, "unknown type", type);
        if (element["confirm"] is { } confirm && (confirm is not JsonObject asked || asked["title"] is not JsonObject || asked["text"] is not JsonObject))
            return new CardFault(200621, path, "confirm needs title and text");
        if (element["behaviors"] is JsonArray { Count: > 0 } behaviors)
            return Behaviors(behaviors, path);
        return CardLint.Word(element, "form_action_type") == "reset" ? null : new CardFault(200621, path, "behaviors is required");
    }

    private static CardFault? Known(string? id, string path) =>
        id is { Length: > 0 } && !id.StartsWith("od", StringComparison.Ordinal) ? null : new CardFault(100290, path, "invalid person id", id);

    private static CardFault? Behaviors(JsonArray behaviors, string path)
    {
        foreach (var behavior in behaviors.OfType<JsonObject>())
        {
            var fine = CardLint.Word(behavior, "type") switch
            {
                "callback" => behavior["value"] is JsonObject,
                "open_url" => CardLint.Word(behavior, "default_url") is { } url && WebAddress().IsMatch(url),
                _ => false,
            };
            if (!fine)
                return new CardFault(200621, path, "a callback needs an object as value, open_url a web address");
        }

        return null;
    }

    private static CardFault? Input(JsonObject element, string path)
    {
        var longest = element["max_length"]?.GetValue<int>() ?? 1000;
        if (longest is < 1 or > 1000)
            return new CardFault(200621, path, "max_length must be 1 to 1000");
        if (CardLint.Word(element, "input_type") is { } type && type is not ("text" or "multiline_text" or "password"))
            return new CardFault(200621, path, "unknown input_type", type);
        return CardLint.Word(element, "default_value")?.Length > longest ? new CardFault(200621, path, "default_value is longer than max_length") : Placeholder(element, path);
    }

    private static CardFault? Options(JsonObject element, string path)
    {
        if (element["options"] is not JsonArray { Count: > 0 } options)
            return new CardFault(200621, path, "options is required");
        var values = options.OfType<JsonObject>().Select(o => CardLint.Word(o, "value")).ToList();
        if (values.Contains(null) || values.Distinct().Count() != values.Count)
            return new CardFault(200621, path, "option values must be unique");
        var chosen = (element["selected_values"] as JsonArray)?.Select(v => v?.ToString()) ?? [];
        return chosen.Append(CardLint.Word(element, "initial_option")).OfType<string>().FirstOrDefault(c => !values.Contains(c)) is { } initial
            ? new CardFault(200621, path, "what is chosen is not an option", initial)
            : Placeholder(element, path);
    }

    private static CardFault? People(JsonObject element, string path)
    {
        var users = (element["options"] as JsonArray)?.OfType<JsonObject>().Select(o => CardLint.Word(o, "value") ?? "").ToList() ?? [];
        if (users.Find(u => !u.StartsWith("ou_", StringComparison.Ordinal)) is { } stranger)
            return new CardFault(100290, path, "invalid person id", stranger);
        return CardLint.Word(element, "initial_option") is { } initial && !users.Contains(initial)
            ? new CardFault(200621, path, "initial_option is not an option", initial)
            : Placeholder(element, path);
    }

    private static CardFault? Chart(JsonObject element, string path)
    {
        if (element["chart_spec"] is not JsonObject spec || CardLint.Word(spec, "type") is not { } type || !CardGrammar.ChartTypes.Contains(type))
            return new CardFault(200550, path, "chart spec is invalid");
        if (spec["data"]?["values"] is not JsonArray { Count: > 0 } values || values.Any(v => v is not JsonObject))
            return new CardFault(200550, path, "chart spec is invalid", "data");
        var fields = new[] { "xField", "yField", "seriesField" }.SelectMany(f => spec[f] is JsonArray several ? several.Select(s => s?.ToString()) : [CardLint.Word(spec, f)]).OfType<string>();
        return fields.FirstOrDefault(f => values.OfType<JsonObject>().Any(v => !v.ContainsKey(f))) is { } missing ? new CardFault(200550, path, "chart spec is invalid", missing) : null;
    }

    private static CardFault? Picker(JsonObject element, string path, string name, string format)
    {
        var initial = CardLint.Word(element, name);
        if (initial is null && element["placeholder"] is null)
            return new CardFault(200621, path, "placeholder is required");
        return initial is not null && !DateTime.TryParseExact(initial, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? new CardFault(200621, path, $"{name} is not {format}", initial)
            : Placeholder(element, path);
    }

    private static CardFault? Placeholder(JsonObject element, string path) =>
        element["placeholder"] is JsonObject words && CardLint.Word(words, "content")?.Length > 100 ? new CardFault(200621, path, "placeholder is longer than 100 characters") : null;

    private static CardFault? Table(JsonObject element, string path)
    {
        if (element["columns"] is not JsonArray { Count: > 0 and <= 50 } columns)
            return new CardFault(200621, path, "1 to 50 columns are required");
        if (element["page_size"]?.GetValue<int>() is < 1 or > 10)
            return new CardFault(200621, path, "page_size must be 1 to 10");
        var names = new HashSet<string>();
        foreach (var column in columns.OfType<JsonObject>())
        {
            if (CardLint.Word(column, "name") is not { Length: > 0 } name || !names.Add(name))
                return new CardFault(200621, path, "column names must be there and unique");
            if (CardLint.Word(column, "data_type") is { } type && !CardGrammar.ColumnTypes.Contains(type))
                return new CardFault(200621, path, "unknown data_type", type);
        }

        if (element["rows"] is not JsonArray rows || rows.Any(r => r is not JsonObject))
            return new CardFault(200914, path, "rows is invalid");
        var stray = rows.OfType<JsonObject>().SelectMany(r => r).FirstOrDefault(cell => !names.Contains(cell.Key) || cell.Value?.GetValueKind() == JsonValueKind.Object);
        return stray.Key is null ? null : new CardFault(200915, path, "row key is not in columns", stray.Key);
    }

    [GeneratedRegex(@"^(?:https?|applink|lark)://\S+$")]
    private static partial Regex WebAddress();

    [GeneratedRegex("<at (?:user_)?ids?=[\"']?(?<id>[^\\s,>\"']+)")]
    private static partial Regex AtTag();
}
