using CollabBot.Feishu.Api;
using Refit;

namespace CollabBot.Feishu.Tasks;

/// <summary>https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/task-v2/task/create and its neighbours get, patch and delete. A task that the app made, the app may change.</summary>
internal interface IFeishuTaskApi
{
    [Post("/open-apis/task/v2/tasks?user_id_type=open_id")]
    Task<IApiResponse<FeishuAnswer<TaskHolder>>> CreateAsync([Body] NewTask task, CancellationToken cancel);

    [Get("/open-apis/task/v2/tasks/{taskGuid}?user_id_type=open_id")]
    Task<IApiResponse<FeishuAnswer<TaskHolder>>> GetAsync(string taskGuid, CancellationToken cancel);

    [Patch("/open-apis/task/v2/tasks/{taskGuid}?user_id_type=open_id")]
    Task<IApiResponse<FeishuAnswer<TaskHolder>>> PatchAsync(string taskGuid, [Body] TaskChange change, CancellationToken cancel);

    [Delete("/open-apis/task/v2/tasks/{taskGuid}")]
    Task<IApiResponse<FeishuAnswer<NoContent>>> DeleteAsync(string taskGuid, CancellationToken cancel);

    /// <summary>Asks that changes of the app's tasks are told by <c>task.task.update_user_access_v2</c>; asking again changes nothing.</summary>
    [Post("/open-apis/task/v2/task_v2/task_subscription?user_id_type=open_id")]
    Task<IApiResponse<FeishuAnswer<NoContent>>> SubscribeAsync([Body] NoContent nothing, CancellationToken cancel);
}

/// <summary>The same client token makes the same task.</summary>
internal sealed record NewTask(string Summary, string Description, TaskDue? Due, TaskOrigin Origin, IReadOnlyList<TaskMember> Members, string ClientToken);

/// <summary>Milliseconds as text; for a whole day only the date of it counts.</summary>
internal sealed record TaskDue(string Timestamp, bool IsAllDay);

internal sealed record TaskOrigin(TaskOriginName PlatformI18nName, TaskOriginLink? Href);

internal sealed record TaskOriginName(string ZhCn, string EnUs);

internal sealed record TaskOriginLink(string Url, string Title);

internal sealed record TaskMember(string Id, string Type, string Role);

/// <summary>What is listed and not given is emptied.</summary>
internal sealed record TaskChange(TaskFields Task, IReadOnlyList<string> UpdateFields);

internal sealed record TaskFields(string? Summary = null, string? Description = null, TaskDue? Due = null, string? CompletedAt = null);

internal sealed record TaskHolder(FeishuTask? Task);

/// <summary>Completed at "0" means not yet.</summary>
internal sealed record FeishuTask(string? Guid, string? CompletedAt);
