using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CollabBot.Simulators.Feishu.Messages;

/// <summary>A text as it is shown back: each mention is a placeholder <c>@_user_1</c>… and an entry beside the text. A stranger is only the name that was written.</summary>
internal static partial class MentionView
{
    public static (string Content, JsonArray Mentions) Of(JsonObject content, FeishuWorld world)
    {
        var mentions = new JsonArray();
        var text = AtTag().Replace(CardLint.Word(content, "text") ?? "", found =>
        {
            var (id, name) = (found.Groups["id"].Value, found.Groups["name"].Value);
            if (id == "all")
                return "@_all";
            if (world.UnknownUsers.ContainsKey(id))
                return "@" + name;
            var key = string.Create(CultureInfo.InvariantCulture, $"@_user_{mentions.Count + 1}");
            mentions.Add(new JsonObject { ["key"] = key, ["id"] = id, ["id_type"] = "open_id", ["name"] = name, ["tenant_key"] = world.TenantKey });
            return key;
        });
        return (new JsonObject { ["text"] = text }.ToJsonString(MessageView.Readable), mentions);
    }

    /// <summary>True when the whole group would be called.</summary>
    public static bool CallsEverybody(JsonObject content) => EverybodyTag().IsMatch(content.ToJsonString(MessageView.Readable));

    [GeneratedRegex("<at user_id=[\"']?(?<id>[^\\s>\"']+)[\"']?>(?<name>[^<]*)</at>")]
    private static partial Regex AtTag();

    [GeneratedRegex("<at (?:user_)?id=\\\\?[\"']?all\\b|\"tag\":\"at\",\"user_id\":\"all\"")]
    private static partial Regex EverybodyTag();
}
