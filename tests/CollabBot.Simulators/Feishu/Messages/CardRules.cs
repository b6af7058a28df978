using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CollabBot.Simulators.Feishu.Messages;

/// <summary>What the tenant and the card grammar refuse in a message that otherwise has the right shape.</summary>
internal static partial class CardRules
{
    public static FeishuReply? Check(FeishuWorld world, string type, JsonObject content)
    {
        var text = content.ToJsonString(MessageView.Readable);
        if (world.StopsLeaks && MobileNumber().IsMatch(text))
            return FeishuReply.Fail(230028, "The messages do NOT pass the audit.");
        if (type != "interactive")
            return null;
        if (IsReference(content))
            return null;
        if (CardLint.Check(content) is { } fault)
            return FeishuReply.Card(fault);
        if (world.RefusedTags.Keys.FirstOrDefault(t => text.Contains($"\"tag\":\"{t}\"", StringComparison.Ordinal)) is { } tag)
            return FeishuReply.Card(new CardFault(200621, $"ROOT -> body -> elements -> [0](tag: {tag})", "unknown tag", tag));
        return world.UnknownUsers.Keys.FirstOrDefault(u => text.Contains(u, StringComparison.Ordinal)) is { } stranger
            ? FeishuReply.Card(new CardFault(100290, "ROOT -> body -> elements -> [0](tag: markdown)", "invalid person id", stranger))
            : null;
    }

    /// <summary>True for a card that everybody sees alike and that can therefore be updated: always in JSON 2.0, on request in 1.0.</summary>
    public static bool IsShared(JsonObject card) => CardLint.Word(card, "schema") == "2.0" || IsReference(card) || card["config"]?["update_multi"]?.GetValue<bool>() == true;

    // A template of the card builder, or a card entity: what is in them is not here to be looked at
    private static bool IsReference(JsonObject content) => CardLint.Word(content, "type") is "template" or "card" && content["data"] is JsonObject;

    [GeneratedRegex(@"(?<!\d)1[3-9]\d{9}(?!\d)")]
    private static partial Regex MobileNumber();
}
