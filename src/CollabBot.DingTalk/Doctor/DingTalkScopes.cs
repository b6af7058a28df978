namespace CollabBot.DingTalk.Doctor;

/// <summary>A permission we ask for; why stands in the phrase <c>dingtalk.scope.reason</c>.</summary>
public sealed record WantedPermission(string Name, string Reason);

/// <summary>All permissions we ask for.</summary>
public static class DingTalkScopes
{
    /// <summary>To send messages as the robot.</summary>
    public const string Send = "qyapi_robot_sendmsg";

    /// <summary>To write people's to-dos.</summary>
    public const string ToDos = "Todo.Todo.Write";

    /// <summary>To send cards of a template, and long answers in pieces.</summary>
    public const string Cards = "Card.Instance.Write", Streaming = "Card.Streaming.Write";

    // In the order of their weight
    private static readonly WantedPermission[] Always =
    [
        new(Send, "send"),
        new("qyapi_get_department_list", "departments"),
        new("qyapi_get_department_member", "members"),
        new("qyapi_get_member", "people"),
        new("qyapi_base", "base"),
    ];

    /// <summary>What is needed always, and what only some settings need.</summary>
    public static IEnumerable<WantedPermission> All(bool cards, bool toDos) =>
    [
        .. Always,
        .. cards ? [new(Cards, "cards"), new(Streaming, "streaming")] : Array.Empty<WantedPermission>(),
        .. toDos ? [new(ToDos, "todos"), new("Todo.Todo.Read", "todos-read")] : Array.Empty<WantedPermission>(),
    ];

    /// <summary>Its reason; null for one that is not ours.</summary>
    public static string? Reason(string name) => All(cards: true, toDos: true).FirstOrDefault(s => s.Name == name)?.Reason;
}
