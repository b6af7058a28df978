using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Feishu.Inbound;

namespace CollabBot.Feishu.Tasks;

/// <summary>
/// Reads that one of the app's tasks was completed or deleted: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/task-v1/task/events/updated, and its successor
/// <c>task.task.update_user_access_v2</c>. By whom and when, neither tells.
/// </summary>
internal static class TaskEvents
{
    private const int Completed = 5, Deleted = 7;
    private static readonly string[] Changes = ["task_completed_update", "task_deleted"];

    // What happens to tasks has no chat; one follows another
    private static readonly Place Tasks = new(EventReader.Platform, "todos", PlaceKind.Direct);

    /// <summary>Null for another event.</summary>
    public static WebhookVerdict? Read(FeishuEvent happened) => happened.Type switch
    {
        "task.task.updated_v1" => Touched(happened, happened.Body.Text("task_id"), happened.Body.At("obj_type") is { ValueKind: JsonValueKind.Number } kind && kind.TryGetInt32(out var what) && what is Completed or Deleted),
        "task.task.update_user_access_v2" => Touched(happened, happened.Body.Text("task_guid"), happened.Body.Items("event_types").Any(t => t.ValueKind == JsonValueKind.String && Changes.Contains(t.GetString()))),
        _ => null,
    };

    private static WebhookVerdict Touched(FeishuEvent happened, string? task, bool matters)
    {
        if (!matters)
            return new WebhookVerdict.Ignore("a change of a task that means nothing here", EventReader.Nothing);
        return task is { Length: > 0 } && happened.Id is { Length: > 0 } id
            ? new WebhookVerdict.Accept(new InboundMessage(id, Tasks, "", "", happened.At) { Happened = new Happening.ToDoTouched([task]) }, [id], EventReader.Nothing)
            : new WebhookVerdict.Ignore($"{EventReader.Short(happened.Type)} lacks an id we need", EventReader.Nothing);
    }
}
