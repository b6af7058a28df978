namespace CollabBot.Feishu.Doctor;

/// <summary>A scope we ask for: any of the others would do as well; why stands in the phrase <c>feishu.scope.reason</c>.</summary>
public sealed record WantedScope(string Name, string Reason, bool Required, params IReadOnlyList<string> Others)
{
    /// <summary>True when it, or another that includes it, is among the granted ones.</summary>
    public bool IsIn(IReadOnlySet<string> granted) => granted.Contains(Name) || Others.Any(granted.Contains);
}

/// <summary>All scopes we ask for. im:message.group_msg (everything said in a group) is not among them, and is not needed.</summary>
public static class FeishuScopes
{
    /// <summary>First what nothing works without, then what a part of us needs.</summary>
    public static IReadOnlyList<WantedScope> All { get; } =
    [
        new("im:message.p2p_msg:readonly", "direct", true, "im:message.p2p_msg"),
        new("im:message.group_at_msg:readonly", "group", true, "im:message.group_at_msg", "im:message.group_msg", "im:message.group_msg:readonly"),
        new("im:message:send_as_bot", "send", true, "im:message", "im:message:send"),
        new("im:message:update", "update", true, "im:message", "im:message:send_as_bot"),
        new("im:chat:read", "chats", true, "im:chat", "im:chat:readonly"),
        new("im:chat.members:read", "members", true, "im:chat", "im:chat:readonly"),
        new("im:message:readonly", "history", false, "im:message", "im:message.history:readonly"),
        new("im:message.reactions:read", "reactions", false),
        new("im:chat.access_event.bot_p2p_chat:read", "hello", false),
        new("contact:contact.base:readonly", "directory", false, "contact:contact:readonly", "contact:contact:readonly_as_app", "contact:contact:access_as_app"),
        new("contact:user.base:readonly", "people", false, "contact:contact:readonly_as_app"),
        new("contact:department.base:readonly", "departments", false, "contact:contact:readonly_as_app"),
        new("application:application:self_manage", "self", false, "admin:app.info:readonly"),
    ];

    /// <summary>The names alone.</summary>
    public static IEnumerable<string> Names => All.Select(s => s.Name);
}
