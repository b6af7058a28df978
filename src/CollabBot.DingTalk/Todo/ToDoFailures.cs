using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Api;

namespace CollabBot.DingTalk.Todo;

/// <summary>What the to-do API means by its failures: several things share a code, and only the words tell them apart.</summary>
internal static class ToDoFailures
{
    /// <summary>The source id was used before.</summary>
    public static bool Exists(DingTalkFailure failure) => failure.Code == "todo.taskCreate.paramError" && failure.Reason.Contains("task exist", StringComparison.OrdinalIgnoreCase);

    /// <summary>There is no such to-do (any more).</summary>
    public static bool IsGone(DingTalkFailure failure) => failure.Code.StartsWith("todo.", StringComparison.Ordinal) && failure.Reason.Contains("not exist", StringComparison.OrdinalIgnoreCase);

    /// <summary>The failure with the kind that its code alone does not give.</summary>
    public static DingTalkFailure Read(DingTalkFailure failure) => failure switch
    {
        _ when IsGone(failure) || failure.Reason.Contains("not belong to bizTag", StringComparison.Ordinal) => failure with { Kind = FailureKind.Misconfigured },
        { Code: "todo.taskCreate.lockError" } => failure with { Kind = FailureKind.Busy, RetryAfter = TimeSpan.FromSeconds(2) },
        { Code: "todo.taskCreate.flowControlError" } => failure with { Kind = FailureKind.Busy, RetryAfter = TimeSpan.FromMinutes(1) },
        _ => failure,
    };
}
