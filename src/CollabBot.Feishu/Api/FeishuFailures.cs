using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using CollabBot.Core.Platforms;

namespace CollabBot.Feishu.Api;

/// <summary>Sorts Feishu's codes into retry plans: https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code and the IM pages.</summary>
internal static partial class FeishuFailures
{
    /// <summary>The token is not, or no longer, good: a new one may be.</summary>
    public static FrozenSet<int> StaleToken { get; } = FrozenSet.ToFrozenSet([99991661, 99991663, 99991664, 99991671, 99991677]);

    /// <summary>The message to answer was recalled or deleted, is not visible, or takes no answer.</summary>
    public static FrozenSet<int> AnchorGone { get; } = FrozenSet.ToFrozenSet([230011, 230019, 230050, 230071, 230072, 230073, 230110, 99992354]);

    /// <summary>Something in a card is wrong; what, stands in the words.</summary>
    public const int CardRefused = 230099;

    /// <summary>A card mentions, or lets choose, somebody whom the platform does not know.</summary>
    public const int UnknownPerson = 100290;

    /// <summary>The tenant's rules let no telephone number or mail address out.</summary>
    public const int LeakStopped = 230028;

    /// <summary>A sent message that can no longer be updated: older than 14 days, recalled, deleted.</summary>
    public static FrozenSet<int> Outdated { get; } = FrozenSet.ToFrozenSet([230031, 230011, 230110, 99992354]);

    private static readonly FrozenSet<int> Busy = FrozenSet.ToFrozenSet([99991400, 200810, 230020, 230049, 232019, 11232, 11233, 11247]);

    private static readonly FrozenSet<int> Denied = FrozenSet.ToFrozenSet(
    [
        99991662, 99991665, 99991668, 99991672, 99991673, 99991676, 99991679, 99991401, 99991403,
        10003, 10005, 10012, 10013, 10014, 10015, 20002, 230006, 232004, 232025,
    ]);

    // Somebody or some chat cannot be reached; the rest of the platform works
    private static readonly FrozenSet<int> Misconfigured = FrozenSet.ToFrozenSet(
    [
        10002, 230002, 230013, 230018, 230027, 230029, 230034, 230035, 230036, 230038, 230045, 230053, 230026, 230074, 230075,
        40004, 40014, 41012, 41050, 43010, 232006, 232009, 232010, 232011, 232017, 232024, 232033, 232034,
        99992351, 99992355, 99992356, 99992360, 99992361, 99992363, 99992364, 99992381,
        1470403, 1470404,
    ]);

    private static readonly FrozenSet<int> Rejected = FrozenSet.ToFrozenSet(
    [
        9499, 11310, 11311, 19002, 19036, 100290, 230001, 230015, 230017, 230022, 230025, 230028, 230030, 230054, 230055, 230098, 230099, 232001,
        99991201, 99991301, 99992402, 1470400,
    ]);

    /// <summary>A card that somebody is pressing right now cannot be updated for a moment; the platform says so only in words, under the code for refused cards.</summary>
    public static bool IsLocked(int code, string? message) => code == CardRefused && message?.Contains("card action is lock", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Refused cards share one code; why stands inside the words: <c>ext=ErrCode: 200621; ErrPath: …</c>.</summary>
    public static int Cause(int code, string? message) =>
        code is CardRefused or 11246 && ErrCode().Match(message ?? "") is { Success: true } found ? int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : code;

    [GeneratedRegex(@"ErrCode: (\d{1,9})\b")]
    private static partial Regex ErrCode();

    /// <summary>The code decides where it is known; else the HTTP status; what nobody knows may pass by itself.</summary>
    public static FailureKind Classify(int httpStatus, int code)
    {
        if (Busy.Contains(code) || httpStatus == 429)
            return FailureKind.Busy;
        if (StaleToken.Contains(code) || Denied.Contains(code))
            return FailureKind.Denied;
        if (code == 230031)
            return FailureKind.Outdated;
        if (AnchorGone.Contains(code) || Misconfigured.Contains(code))
            return FailureKind.Misconfigured;
        if (Rejected.Contains(code) || code is >= 200300 and < 201000)
            return FailureKind.Rejected;
        return httpStatus switch
        {
            401 or 403 => FailureKind.Denied,
            413 => FailureKind.Rejected,
            _ => FailureKind.Unreachable,
        };
    }
}
