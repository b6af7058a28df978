namespace CollabBot.Simulators.Feishu.Messages;

/// <summary>Who can be written to: the kind of id is named and is the id's own, the person is in reach, the group lets the bot speak.</summary>
internal static class ReceiverRules
{
    /// <summary>The chat that a receiver stands for: a group itself, or the direct chat with a person.</summary>
    public static string Chat(string idType, string receiver) => idType == "chat_id" ? receiver : "oc_p2p" + receiver[3..];

    public static FeishuReply? Check(FeishuWorld world, string? idType, string? receiver)
    {
        if (idType is not ("open_id" or "union_id" or "user_id" or "email" or "chat_id"))
            return FeishuReply.Missing("receive_id_type");
        if (receiver is null)
            return FeishuReply.Missing("receive_id");
        var prefix = idType switch
        {
            "open_id" => "ou_",
            "union_id" => "on_",
            "chat_id" => "oc_",
            _ => "",
        };
        if (receiver.Length < 4 || !receiver.StartsWith(prefix, StringComparison.Ordinal))
            return FeishuReply.Fail(230034, "The receive_id is invalid.");
        if (world.ForeignIds.ContainsKey(receiver))
            return FeishuReply.Fail(99992361, $"open_id cross app: {receiver}");
        if (world.ForeignUsers.ContainsKey(receiver))
            return FeishuReply.Fail(230038, "Cross-tenant p2p chat is not allowed.");
        return world.UnavailableUsers.ContainsKey(receiver) ? Unavailable() : null;
    }

    public static FeishuReply? Check(FeishuWorld world, string chat)
    {
        if (world.LeftChats.ContainsKey(chat) || (world.KnownChatsOnly && !world.KnownChats.ContainsKey(chat) && !chat.StartsWith("oc_p2p", StringComparison.Ordinal)))
            return FeishuReply.Fail(230002, "The bot can not be outside the group.");
        if (world.DirectChats.TryGetValue(chat, out var person) && world.UnavailableUsers.ContainsKey(person))
            return Unavailable();
        return world.MutedChats.TryGetValue(chat, out var code) ? FeishuReply.Fail(code, "The bot may not send messages here.") : null;
    }

    private static FeishuReply Unavailable() => FeishuReply.Fail(230013, "Bot has NO availability to this user.");
}
