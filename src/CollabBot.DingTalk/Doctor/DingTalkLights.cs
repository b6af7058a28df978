using CollabBot.Core.Text;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;

namespace CollabBot.DingTalk.Doctor;

/// <summary>What the lights have in common.</summary>
internal static class DingTalkLights
{
    // What DingTalk says of a person it does not bring our messages to, of a robot it does not let send, and of a group the robot is not in
    private static readonly HashSet<string> OfPerson = ["invalidStaffIdList", "staffId.notExisted", "chatbotId.notAllow.sendOTO", "60121", "33012"];
    private static readonly HashSet<string> OfGroup = ["invalid.openConversationId", "token.notExisted", "conversation.org.dismatch", "resource.not.found", "group.disbanded", "400013"];

    /// <summary>What a refusal means, and what the platform said.</summary>
    public static (string Name, object? Value) Reason(DingTalkFailure failure) => ("reason", Why(failure.Code, failure.Reason));

    /// <summary>The same of a code that was noted.</summary>
    public static (string Name, object? Value) Reason(string code) => ("reason", Why(code, code));

    public static bool IsOfPerson(string code) => OfPerson.Contains(code);

    public static bool IsOfGroup(string code) => OfGroup.Contains(code);

    public static bool IsOfRobot(string code) => DingTalkReasons.Key(code) is "dingtalk.why.robot" or "dingtalk.why.robot-off";

    public static bool IsOfScope(string code) => DingTalkReasons.Key(code) == "dingtalk.why.scope";

    /// <summary>How they are called, or a stand-in.</summary>
    public static object Named(this StaffNames names, string staffId) => names.Of(staffId) as object ?? new Phrase("dingtalk.doctor.somebody");

    private static object Why(string code, string said) => DingTalkReasons.Key(code) is { } key ? new Phrase("dingtalk.doctor.reason", ("why", new Phrase(key)), ("code", said)) : said;
}
