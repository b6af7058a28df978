using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using CollabBot.Simulators.Feishu.Messages;

namespace CollabBot.Simulators.Feishu;

/// <summary>A group the bot is in, and its people (open_id and name).</summary>
public sealed record SimChat(string ChatId, string Name, IReadOnlyList<(string OpenId, string Name)> Members);

/// <summary>Lists groups and their people (never bots, never direct chats) in pages.</summary>
public sealed class ChatDesk(FeishuWorld world)
{
    private const int MostPerPage = 100;

    public ConcurrentBag<SimChat> Chats { get; } = [];

    internal FeishuReply List(IQueryCollection query) => Paging.Page(query, [.. Chats.Where(c => !world.LeftChats.ContainsKey(c.ChatId)).OrderBy(c => c.ChatId, StringComparer.Ordinal)], chat => new JsonObject
    {
        ["chat_id"] = chat.ChatId,
        ["name"] = chat.Name,
        ["external"] = false,
        ["chat_status"] = "normal",
    }, MostPerPage);

    internal FeishuReply Members(string chatId, IQueryCollection query)
    {
        if (query["member_id_type"] is not ["open_id" or "union_id" or "user_id"])
            return FeishuReply.Missing("member_id_type");
        return Chats.FirstOrDefault(c => c.ChatId == chatId) is { } chat && !world.LeftChats.ContainsKey(chatId)
            ? Paging.Page(query, chat.Members, Member, MostPerPage, data => data["member_total"] = chat.Members.Count)
            : FeishuReply.Fail(232011, "Operator can NOT be out of the chat.");
    }

    /// <summary>One group; whoever is not in it learns little: https://open.feishu.cn/document/server-docs/group/chat/get-2</summary>
    internal FeishuReply Get(string chatId)
    {
        if (!chatId.StartsWith("oc_", StringComparison.Ordinal) || Chats.FirstOrDefault(c => c.ChatId == chatId) is not { } chat)
            return FeishuReply.Fail(232006, "Your request specifies a chat_id which is invalid.");
        var data = new JsonObject { ["name"] = chat.Name, ["external"] = false, ["chat_mode"] = "group", ["chat_type"] = "private", ["group_message_type"] = "chat" };
        if (!world.LeftChats.ContainsKey(chatId))
            (data["user_count"], data["bot_count"]) = (chat.Members.Count.ToString(CultureInfo.InvariantCulture), "1");
        return FeishuReply.Ok(data);
    }

    private static JsonObject Member((string OpenId, string Name) member) =>
        new() { ["member_id_type"] = "open_id", ["member_id"] = member.OpenId, ["name"] = member.Name };
}
