using CollabBot.Core.Platforms;

namespace CollabBot.DingTalk.Api;

/// <summary>Why a call failed. <see cref="Reason"/> has the platform's code and words, and nothing that we sent.</summary>
internal sealed record DingTalkFailure(FailureKind Kind, string Code, string Reason, TimeSpan? RetryAfter = null)
{
    /// <summary>True when the call may have had its effect all the same.</summary>
    public bool Unsure { get; init; }

    /// <summary>True when a fresh token may be all that is missing.</summary>
    public bool OfToken => Code is "InvalidAuthentication" or "invalidParameter.token.invalid" or "40001" or "40014" or "41001" or "42001";

    /// <summary>True when the organisation's month is used up.</summary>
    public bool OfMonth => Code is "Forbidden.AccessDenied.ApiCountLimitForOrg" or "90020";

    /// <summary>True when the app lacks the right to call this, or to see whom it asks for.</summary>
    public bool OfScope => Code is "Forbidden.AccessDenied.AccessTokenPermissionDenied" or "43007" or "43009" or "60011";
}
