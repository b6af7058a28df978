namespace CollabBot.Feishu.Api;

/// <summary>What every Feishu answer has, whatever its HTTP status: https://open.feishu.cn/document/server-docs/api-call-guide/calling-process/calling-api</summary>
internal interface IFeishuAnswer
{
    int Code { get; }

    string? Msg { get; }

    FeishuError? Error { get; }
}

internal sealed record FeishuAnswer<T>(int Code, string? Msg, T? Data, FeishuError? Error = null) : IFeishuAnswer;

/// <summary>The details of a refusal; the log id is what Feishu's support asks for.</summary>
internal sealed record FeishuError(string? LogId = null, IReadOnlyList<FeishuViolation>? PermissionViolations = null, IReadOnlyList<FeishuViolation>? FieldViolations = null);

internal sealed record FeishuViolation(string? Subject = null, string? Scope = null, string? Field = null);

/// <summary>Nothing we read.</summary>
internal sealed record NoContent;
