using CollabBot.Core.Text;
using CollabBot.Feishu.Api;

namespace CollabBot.Feishu.Doctor;

/// <summary>What the lights have in common.</summary>
internal static class FeishuLights
{
    /// <summary>What a failed call means, and what the platform said.</summary>
    internal static (string Name, object? Value) Reason(FeishuFailure failure) => ("reason", (FeishuReasons.Key(failure.Cause) ?? FeishuReasons.Key(failure.Code)) is { } key
        ? new Phrase("feishu.doctor.reason", ("why", new Phrase(key)), ("code", failure.Reason))
        : failure.Reason);
}
