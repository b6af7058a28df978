using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>Which messages reach a bot: https://open.feishu.cn/document/server-docs/im-v1/message/events/receive.</summary>
internal static class Subscriptions
{
    private static readonly string[] Direct = ["im:message.p2p_msg:readonly", "im:message.p2p_msg"];
    private static readonly string[] All = ["im:message.group_msg:readonly", "im:message.group_msg"];
    private static readonly string[] Mentioned = ["im:message.group_at_msg:readonly", "im:message.group_at_msg"];

    public static bool Reaches(FeishuSimulator sim, JsonObject happened)
    {
        if (happened["header"]?["event_type"]?.ToString() != "im.message.receive_v1")
            return true;
        var said = happened["event"]!;
        if (said["sender"]?["sender_id"]?["open_id"]?.ToString() == sim.World.BotOpenId)
            return false;
        if (said["message"]!["chat_type"]?.ToString() == "p2p")
            return sim.App.Check(Direct) is null;
        var atBot = (said["message"]!["mentions"] as JsonArray ?? []).Any(m => m?["id"]?["open_id"]?.ToString() == sim.World.BotOpenId);
        return sim.App.Check(All) is null || (atBot && sim.App.Check(Mentioned) is null);
    }
}
