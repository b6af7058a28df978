using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Inbound;

namespace CollabBot.DingTalk.Api;

/// <summary>
/// What an answer of either API means for trying again. The new API answers an HTTP error with a code of words, the old one 200 with a number.
/// https://open.dingtalk.com/document/orgapp/error-code
/// </summary>
internal static class DingTalkFailures
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Null when the call succeeded.</summary>
    public static DingTalkFailure? Classify(DingTalkAnswer answer)
    {
        if (answer.Status == 0)
            return new DingTalkFailure(FailureKind.Unreachable, "", $"no answer: {answer.Body}") { Unsure = answer.WentOut };
        if (answer.Json is not { } body)
            return answer is { Status: >= 200 and < 300, Body.Length: 0 } ? null : Of(FailureKind.Unreachable, answer, "", "the answer is not JSON") with { Unsure = true };
        // Ten thousand calls in 20 seconds: the address is shut out for five minutes, in an envelope of its own
        if (body.Text("status") == "1111" && body.Id("punish") is not null)
            return Of(FailureKind.Busy, answer, "1111", "address shut out") with { RetryAfter = 5 * Minute };

        var code = body.Id("code") ?? NonZero(body.Id("errcode"));
        // The old API wraps the real code of some calls
        if (code == "88")
            code = body.Id("sub_code") ?? code;
        if (code is null && answer.Status is >= 200 and < 300)
            return null;
        var (kind, wait) = Meaning(answer.Status, code ?? "");
        return Of(kind, answer, code ?? "", body.Text("message") ?? body.Text("errmsg") ?? "", Scopes(body)) with
        {
            RetryAfter = answer.RetryAfter ?? wait,
            // DingTalk's own gateway gives up after three seconds while what is behind it may go on
            Unsure = answer.Status >= 500 || code == "unknown.send.result",
        };
    }

    private static (FailureKind Kind, TimeSpan? Wait) Meaning(int status, string code)
    {
        if (Known.TryGetValue(code, out var known))
            return known;
        return code switch
        {
            _ when code.StartsWith("Forbidden.AccessDenied.Qps", StringComparison.Ordinal) => (FailureKind.Busy, Second),
            _ when code.StartsWith("Forbidden.AccessDenied.Qpm", StringComparison.Ordinal) => (FailureKind.Busy, Minute),
            // Scope, IP white-list
            _ when code.StartsWith("Forbidden.", StringComparison.Ordinal) => (FailureKind.Denied, null),
            _ when code.StartsWith("invalidParameter.robotCode.", StringComparison.Ordinal) => (FailureKind.Misconfigured, null),
            _ => status switch
            {
                429 => (FailureKind.Busy, Second),
                401 or 403 => (FailureKind.Denied, null),
                404 or (>= 400 and < 500) => (FailureKind.Rejected, null),
                _ => (FailureKind.Unreachable, null),
            },
        };
    }

    private static readonly FrozenDictionary<string, (FailureKind, TimeSpan?)> Known = new Dictionary<string, (FailureKind, TimeSpan?)>
    {
        ["-1"] = (FailureKind.Busy, Second),
        ["90002"] = (FailureKind.Busy, Second),
        ["90018"] = (FailureKind.Busy, Second),
        ["send.too.fast"] = (FailureKind.Busy, Minute),
        ["send.byToken.tooFast"] = (FailureKind.Busy, Minute),
        // More than 20 in a minute: every try within the next ten minutes is refused
        ["130101"] = (FailureKind.Busy, 10 * Minute),
        ["410100"] = (FailureKind.Busy, 10 * Minute),

        ["InvalidAuthentication"] = (FailureKind.Denied, null),
        ["invalidClientIdOrSecret"] = (FailureKind.Denied, null),
        ["authFailed"] = (FailureKind.Denied, null),
        ["invalidParameter.token.invalid"] = (FailureKind.Denied, null),
        ["40001"] = (FailureKind.Denied, null),
        ["40014"] = (FailureKind.Denied, null),
        ["40089"] = (FailureKind.Denied, null),
        ["41001"] = (FailureKind.Denied, null),
        ["42001"] = (FailureKind.Denied, null),
        ["43007"] = (FailureKind.Denied, null),
        ["43009"] = (FailureKind.Denied, null),
        ["60011"] = (FailureKind.Denied, null),
        ["60020"] = (FailureKind.Denied, null),

        // Only money or the next month mends it, but nothing else is wrong: what must wait does, the rest goes on
        ["90020"] = (FailureKind.Busy, Hour),
        ["Forbidden.AccessDenied.ApiCountLimitForOrg"] = (FailureKind.Busy, Hour),

        [SessionGone] = (FailureKind.Misconfigured, null),
        ["session.notExisted"] = (FailureKind.Misconfigured, null),
        ["session.expired"] = (FailureKind.Misconfigured, null),
        ["400013"] = (FailureKind.Misconfigured, null),
        ["400101"] = (FailureKind.Misconfigured, null),
        ["400102"] = (FailureKind.Misconfigured, null),
        ["400106"] = (FailureKind.Misconfigured, null),
        ["33012"] = (FailureKind.Misconfigured, null),
        ["60121"] = (FailureKind.Misconfigured, null),
        ["group.disbanded"] = (FailureKind.Misconfigured, null),
        ["bot.stopped"] = (FailureKind.Misconfigured, null),
        ["bot.forbidden.sendMessage"] = (FailureKind.Misconfigured, null),
        ["send.forbidden"] = (FailureKind.Misconfigured, null),
        ["token.notExisted"] = (FailureKind.Misconfigured, null),
        ["invalid.openConversationId"] = (FailureKind.Misconfigured, null),
        ["conversation.org.dismatch"] = (FailureKind.Misconfigured, null),
        ["chatbotId.notAllow.sendOTO"] = (FailureKind.Misconfigured, null),
        ["robot.oto.notExist"] = (FailureKind.Misconfigured, null),
        ["staffId.notExisted"] = (FailureKind.Misconfigured, null),
        ["resource.not.found"] = (FailureKind.Misconfigured, null),
        ["unauthorized"] = (FailureKind.Misconfigured, null),

        ["40035"] = (FailureKind.Rejected, null),
        ["43004"] = (FailureKind.Rejected, null),
        ["400002"] = (FailureKind.Rejected, null),
        ["400105"] = (FailureKind.Rejected, null),
        ["400202"] = (FailureKind.Rejected, null),
        ["400402"] = (FailureKind.Rejected, null),
        ["430101"] = (FailureKind.Rejected, null),
        ["430102"] = (FailureKind.Rejected, null),
        ["430103"] = (FailureKind.Rejected, null),
        ["430104"] = (FailureKind.Rejected, null),
        ["460101"] = (FailureKind.Rejected, null),

        // The card service: refused before anything happened
        ["system.busy"] = (FailureKind.Busy, Second),
        ["param.templateNotExist"] = (FailureKind.Rejected, null),
        ["param.templateUnpublished"] = (FailureKind.Rejected, null),
        ["param.cardTemplateIdEmpty"] = (FailureKind.Rejected, null),
        ["param.contentUnsafe"] = (FailureKind.Rejected, null),
        ["param.openSpaceIdInvalid"] = (FailureKind.Rejected, null),
        ["system.updateCallbackFailed"] = (FailureKind.Rejected, null),
        ["param.callbackRouteKeyExist"] = (FailureKind.Rejected, null),

        ["system.error"] = (FailureKind.Unreachable, null),
        ["systemError"] = (FailureKind.Unreachable, null),
        ["unknown.send.result"] = (FailureKind.Unreachable, null),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every code whose meaning is known by itself.</summary>
    public static IReadOnlyCollection<string> Codes => Known.Keys;

    /// <summary>The session webhook expired or never was.</summary>
    public const string SessionGone = "300001";

    private static string? NonZero(string? number) => number is null or "0" ? null : number;

    private static string Scopes(JsonElement body) =>
        body.Child("accessdenieddetail")?.Items("requiredScopes").Select(s => s.ToString()).ToList() is { Count: > 0 } scopes ? $" (needs {string.Join(", ", scopes)})" : "";

    private static DingTalkFailure Of(FailureKind kind, DingTalkAnswer answer, string code, string words, string more = "") =>
        new(kind, code, string.Create(CultureInfo.InvariantCulture, $"HTTP {answer.Status} {code}: {(words.Length > 200 ? words[..200] : words)}{more}"));
}
