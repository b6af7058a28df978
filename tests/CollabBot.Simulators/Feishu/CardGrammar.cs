namespace CollabBot.Simulators.Feishu;

/// <summary>The components of card JSON 2.0 and the properties each takes: https://open.feishu.cn/document/feishu-cards/card-json-v2-structure</summary>
internal static class CardGrammar
{
    private static readonly string[] Everywhere = ["tag", "element_id", "margin"];

    /// <summary>Tags that only the first generation of cards had.</summary>
    public static readonly HashSet<string> Retired = ["action", "note"];

    public static readonly HashSet<string> Interactive =
    [
        "button", "input", "select_static", "multi_select_static", "select_person", "multi_select_person", "date_picker", "picker_time", "picker_datetime", "checker",
    ];

    /// <summary>They may stand in one another, not deeper than <see cref="MostNested"/>.</summary>
    public static readonly HashSet<string> Containers = ["column_set", "form", "collapsible_panel", "interactive_container"];

    public const int MostNested = 5;

    public static readonly HashSet<string> HeaderColours =
        ["blue", "wathet", "turquoise", "green", "yellow", "orange", "red", "carmine", "violet", "purple", "indigo", "grey", "default"];

    public static readonly HashSet<string> ButtonTypes =
        ["default", "primary", "danger", "text", "primary_text", "danger_text", "primary_filled", "danger_filled", "laser"];

    public static readonly HashSet<string> ColumnTypes = ["text", "lark_md", "options", "number", "persons", "date", "markdown"];

    public static readonly Dictionary<string, HashSet<string>> Tags = new()
    {
        ["plain_text"] = Of("content", "text_size", "text_color", "text_align", "lines", "i18n_content"),
        ["lark_md"] = Of("content", "text_size", "text_color", "text_align", "lines", "i18n_content"),
        ["markdown"] = Of("content", "text_align", "text_size", "icon", "i18n_content"),
        ["div"] = Of("text", "icon", "fields", "width"),
        ["hr"] = Of(),
        ["img"] = Of("img_key", "alt", "title", "scale_type", "size", "preview", "corner_radius", "transparent"),
        ["person"] = Of("user_id", "size", "show_name", "show_avatar"),
        ["person_list"] = Of("persons", "size", "show_name", "show_avatar", "lines", "drop_invalid_user_id", "icon"),
        ["img_combination"] = Of("img_list", "combination_mode", "corner_radius", "combination_transparent"),
        ["select_img"] = Of("name", "required", "options", "multi_select", "layout", "aspect_ratio", "can_preview", "disabled", "behaviors", "value", "style"),
        ["standard_icon"] = Of("token", "color"),
        ["table"] = Of("page_size", "row_height", "row_max_height", "freeze_first_column", "header_style", "columns", "rows"),
        ["chart"] = Of("aspect_ratio", "color_theme", "height", "preview", "chart_spec"),
        ["button"] = Of("type", "size", "width", "text", "icon", "hover_tips", "disabled", "disabled_tips", "confirm", "behaviors", "name", "required", "form_action_type", "value"),
        ["input"] = Of(
            "name", "required", "placeholder", "default_value", "disabled", "width", "max_length", "input_type", "show_icon", "rows", "auto_resize", "max_rows",
            "label", "label_position", "value", "behaviors", "confirm", "fallback"),
        ["select_static"] = Of("name", "required", "placeholder", "options", "initial_option", "initial_index", "disabled", "width", "type", "behaviors", "confirm", "value"),
        ["multi_select_static"] = Of("name", "required", "placeholder", "options", "selected_values", "disabled", "width", "type", "behaviors", "confirm", "value"),
        ["select_person"] = Of("name", "required", "placeholder", "options", "initial_option", "disabled", "width", "type", "behaviors", "confirm", "value"),
        ["multi_select_person"] = Of("name", "required", "placeholder", "options", "selected_values", "disabled", "width", "type", "behaviors", "confirm", "value"),
        ["date_picker"] = Of("name", "required", "placeholder", "initial_date", "disabled", "width", "behaviors", "confirm", "value"),
        ["picker_time"] = Of("name", "required", "placeholder", "initial_time", "disabled", "width", "behaviors", "confirm", "value"),
        ["picker_datetime"] = Of("name", "required", "placeholder", "initial_datetime", "disabled", "width", "behaviors", "confirm", "value"),
        ["checker"] = Of("name", "checked", "text", "behaviors", "disabled", "confirm", "overall_checkable", "button_area", "checked_style", "padding", "hover_tips"),
        ["overflow"] = Of("options", "behaviors", "width", "value", "confirm"),
        ["column_set"] = Of("flex_mode", "horizontal_spacing", "horizontal_align", "background_style", "columns", "action"),
        ["column"] = Of("width", "weight", "vertical_align", "vertical_spacing", "horizontal_align", "padding", "direction", "background_style", "elements", "action"),
        ["form"] = Of("name", "elements", "direction", "padding", "horizontal_spacing", "vertical_spacing", "horizontal_align", "vertical_align"),
        ["collapsible_panel"] = Of("expanded", "header", "border", "elements", "background_color", "direction", "padding", "vertical_spacing"),
        ["interactive_container"] = Of("behaviors", "background_style", "has_border", "border_color", "corner_radius", "elements", "width", "height", "padding", "disabled", "confirm"),
    };

    /// <summary>Kinds of charts in a VChart spec: https://open.feishu.cn/document/feishu-cards/card-json-v2-components/content-components/chart</summary>
    public static readonly HashSet<string> ChartTypes =
        ["line", "area", "bar", "pie", "funnel", "scatter", "radar", "common", "linearProgress", "circularProgress", "wordCloud"];

    private static HashSet<string> Of(params string[] own) => [.. Everywhere, .. own];
}
