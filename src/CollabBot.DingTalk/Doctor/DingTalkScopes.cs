namespace CollabBot.DingTalk.Doctor;

/// <summary>A permission we ask for; why stands in the phrase <c>dingtalk.scope.reason</c>.</summary>
public sealed record WantedPermission(string Name, string Reason);

/// <summary>All permissions we ask for.</summary>
public static class DingTalkScopes
{
    /// <summary>To send messages as the robot.</summary>
    public const string Send = "qyapi_robot_sendmsg";

    /// <summary>In the order of their weight.</summary>
    public static IReadOnlyList<WantedPermission> All { get; } =
    [
        new(Send, "send"),
        new("qyapi_get_department_list", "departments"),
        new("qyapi_get_department_member", "members"),
        new("qyapi_get_member", "people"),
        new("qyapi_base", "base"),
    ];

    /// <summary>Its reason; null for one that is not ours.</summary>
    public static string? Reason(string name) => All.FirstOrDefault(s => s.Name == name)?.Reason;
}
