using System.Globalization;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu.Messages;

/// <summary>What stands in a chat, whoever wrote it: https://open.feishu.cn/document/server-docs/im-v1/message/list and …/get</summary>
internal sealed class HistoryDesk(FeishuWorld world, AppDesk app, MessageDesk desk, HeardDesk heard, ChatDesk chats)
{
    public FeishuReply Get(string messageId) => desk.Find(messageId) is not { } sent
        ? heard.Get(messageId)
        : world.LeftChats.ContainsKey(sent.ChatId)
            ? FeishuReply.Fail(230002, "The bot can not be outside the group.")
            : FeishuReply.Ok(new JsonObject { ["items"] = new JsonArray(MessageView.Of(sent, world)) });

    public FeishuReply List(IQueryCollection query)
    {
        var kind = query["container_id_type"].FirstOrDefault();
        var id = query["container_id"].ToString();
        if (kind is not ("chat" or "thread"))
            return FeishuReply.Missing("container_id_type");
        if (id.Length == 0)
            return FeishuReply.Missing("container_id");
        if (!TryTime(query, "start_time", 0, out var from) || !TryTime(query, "end_time", long.MaxValue / 1000, out var to) || (kind == "thread" && (query.ContainsKey("start_time") || query.ContainsKey("end_time"))))
            return FeishuReply.Missing("start_time");
        if (world.LeftChats.ContainsKey(id))
            return FeishuReply.Fail(230002, "The bot can not be outside the group.");
        if (kind == "chat" && chats.Chats.Any(c => c.ChatId == id) && !app.Has("im:message.group_msg") && !app.Has("im:message.group_msg:readonly"))
            return FeishuReply.Fail(230027, "Lack of necessary permissions, ext=need scope: im:message.group_msg");
        var found = heard.All.Concat(desk.Messages.Select(m => MessageView.Of(m, world)))
            .Where(m => kind == "thread" ? (string?)m["thread_id"] == id : (string?)m["chat_id"] == id && Time(m) >= from * 1000 && Time(m) <= to * 1000);
        var ordered = query["sort_type"].FirstOrDefault("ByCreateTimeAsc") == "ByCreateTimeDesc" ? found.OrderByDescending(Time) : found.OrderBy(Time);
        return Paging.Page(query, [.. ordered], m => (JsonObject)m.DeepClone(), most: 50);
    }

    private static long Time(JsonObject message) => long.Parse((string)message["create_time"]!, CultureInfo.InvariantCulture);

    private static bool TryTime(IQueryCollection query, string name, long without, out long seconds)
    {
        seconds = without;
        return query[name].FirstOrDefault() is not { } given || long.TryParse(given, CultureInfo.InvariantCulture, out seconds);
    }
}
