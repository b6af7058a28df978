using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu.Messages;

/// <summary>Presses people to read a message of the bot's own: https://open.feishu.cn/document/server-docs/im-v1/buzz-messages/urgent_app</summary>
internal sealed class UrgentDesk(MessageDesk desk, ChatDesk chats)
{
    private const int MostPeople = 200;

    public FeishuReply Press(string messageId, IQueryCollection query, JsonObject body)
    {
        if (query["user_id_type"] is not ["open_id" or "union_id" or "user_id"])
            return FeishuReply.Missing("user_id_type");
        if (body["user_id_list"] is not JsonArray { Count: > 0 and <= MostPeople } people)
            return FeishuReply.Missing("user_id_list");
        if (desk.Find(messageId) is not { } message)
            return desk.ChatOf(messageId) is null ? FeishuReply.Invalid("message not found") : FeishuReply.Fail(230012, "Bot is NOT the sender of the message.");
        var there = chats.Chats.FirstOrDefault(c => c.ChatId == message.ChatId)?.Members.Select(m => m.OpenId) ?? [message.Receiver ?? ""];
        var strangers = people.Select(p => p?.ToString() ?? "").Except(there).ToList();
        return strangers.Count == people.Count
            ? FeishuReply.Invalid("all user ids are invalid")
            : FeishuReply.Ok(new JsonObject { ["invalid_user_id_list"] = new JsonArray([.. strangers.Select(s => (JsonNode)s)]) });
    }
}
