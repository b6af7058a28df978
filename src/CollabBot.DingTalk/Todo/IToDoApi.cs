using CollabBot.DingTalk.Api;
using Refit;

namespace CollabBot.DingTalk.Todo;

/// <summary>The to-do lists of people, who are named by their unionId. https://open.dingtalk.com/document/development/add-dingtalk-to-do-task and its neighbours.</summary>
internal interface IToDoApi
{
    [Post("/v1.0/todo/users/{unionId}/tasks")]
    Task<ApiResponse<string>> CreateAsync([Header(IRobotApi.TokenHeader)] string token, string unionId, [Query] string operatorId, [Body] NewToDo todo, CancellationToken cancel);

    [Put("/v1.0/todo/users/{unionId}/tasks/{taskId}")]
    Task<ApiResponse<string>> UpdateAsync([Header(IRobotApi.TokenHeader)] string token, string unionId, string taskId, [Query] string operatorId, [Body] ToDoChange change, CancellationToken cancel);

    [Delete("/v1.0/todo/users/{unionId}/tasks/{taskId}")]
    Task<ApiResponse<string>> DeleteAsync([Header(IRobotApi.TokenHeader)] string token, string unionId, string taskId, [Query] string operatorId, CancellationToken cancel);

    [Post("/v1.0/todo/users/{unionId}/org/tasks/query")]
    Task<ApiResponse<string>> QueryAsync([Header(IRobotApi.TokenHeader)] string token, string unionId, [Body] ToDoQuery query, CancellationToken cancel);
}

/// <summary>The same source id is taken once for an app; a to-do of an app must lead somewhere.</summary>
internal sealed record NewToDo(
    string SourceId, string Subject, string CreatorId, string Description, long? DueTime, IReadOnlyList<string> ExecutorIds, ToDoLink DetailUrl, bool IsOnlyShowExecutor, IReadOnlyList<ToDoField> ContentFieldList);

internal sealed record ToDoLink(string AppUrl, string PcUrl);

/// <summary>What a to-do of an app shows below its title; at most 1024 bytes each.</summary>
internal sealed record ToDoField(string FieldKey, string FieldValue);

internal sealed record ToDoChange(string? Subject = null, string? Description = null, long? DueTime = null, bool? Done = null, IReadOnlyList<ToDoField>? ContentFieldList = null);

/// <summary>The inner list of roles means "and", the outer one "or".</summary>
internal sealed record ToDoQuery(string? NextToken, bool IsDone, IReadOnlyList<IReadOnlyList<string>> RoleTypes);
