using System.Collections.Frozen;

namespace CollabBot.DingTalk;

/// <summary>Which sentence of <c>templates/DingTalk</c> explains a code of either API.</summary>
internal static class DingTalkReasons
{
    private static readonly FrozenDictionary<string, string> Sentences = new (string Sentence, string[] Codes)[]
    {
        ("token", ["invalidClientIdOrSecret", "authFailed", "InvalidAuthentication", "invalidParameter.token.invalid", "40001", "40014", "40089", "41001", "42001"]),
        ("scope", ["Forbidden.AccessDenied.AccessTokenPermissionDenied", "43007", "43009", "60011"]),
        ("ip", ["Forbidden.AccessDenied.IpNotInWhiteList", "60020"]),
        ("quota", ["Forbidden.AccessDenied.ApiCountLimitForOrg", "90020"]),
        ("busy", ["Forbidden.AccessDenied.QpsLimitForAppkeyAndApi", "Forbidden.AccessDenied.QpsLimitForApi", "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi", "90018", "90002", "-1", "system.busy", "send.too.fast", "send.byToken.tooFast"]),
        ("group-busy", ["130101", "410100"]),
        ("shut-out", ["1111"]),
        ("robot", ["invalidParameter.robotCode.empty", "invalidParameter.robotCode.missing", "invalidParameter.robotCode.invalid", "invalidParameter.robotCode.notExsit", "invalidParameter.robotCode.auth", "invalidParameter.robotCode.coolApp", "400101", "400106", "robot.oto.notExist"]),
        ("robot-off", ["bot.stopped", "400102", "bot.forbidden.sendMessage", "send.forbidden"]),
        ("not-in-chat", ["invalid.openConversationId", "token.notExisted", "conversation.org.dismatch", "resource.not.found", "unauthorized", "param.openSpaceIdInvalid"]),
        ("chat-gone", ["group.disbanded", "400013"]),
        ("person", ["staffId.notExisted", "60121", "33012", "chatbotId.notAllow.sendOTO", "invalidStaffIdList"]),
        ("person-busy", ["flowControlledStaffIdList"]),
        ("card", ["deliverResults"]),
        ("card-template", ["param.templateNotExist", "param.templateUnpublished", "param.cardTemplateIdEmpty"]),
        ("card-callback", ["system.updateCallbackFailed", "param.callbackRouteKeyExist"]),
        ("too-long", ["460101", "invalidParameter.msgParam.tooLong"]),
        ("words", ["430101", "430102", "430103", "430104", "contain.unsafe.url", "contain.notAllowed.text", "contain.notAllowed.picture", "contain.notAllowed.content", "param.contentUnsafe"]),
        ("invalid", ["40035", "43004", "400002", "400105", "400202", "400402", "invalidParameter.msgKey.empty", "invalidParameter.msgKey.invalid", "invalidParameter.msgParam.invalid", "invalidParameter.param.invalid"]),
    }.SelectMany(s => s.Codes, (s, code) => KeyValuePair.Create(code, s.Sentence)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every code that has a sentence.</summary>
    public static IReadOnlyCollection<string> Codes => Sentences.Keys;

    /// <summary>The key of the sentence; null for a code nobody has explained.</summary>
    public static string? Key(string code) => Sentences.TryGetValue(code, out var sentence) ? $"dingtalk.why.{sentence}" : null;
}
