using System.Globalization;
using CollabBot.Core;
using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Core.ToDos;
using CollabBot.Feishu.Api;
using CollabBot.Feishu.Inbound;
using CollabBot.Feishu.Outbound;
using Microsoft.Extensions.Options;
using Refit;

namespace CollabBot.Feishu.Tasks;

/// <summary>To-dos are Feishu tasks of the app with one assignee.</summary>
internal sealed class FeishuToDos(IFeishuTaskApi api, FeishuPace pace, FeishuWords words, Phrasebook phrases, TeamClock clock, IOptions<WebOptions> web) : IToDoList
{
    private const int Bad = 1470400, NotThere = 1470404, LongestSummary = 3000, LongestDescription = 3000;

    public string Platform => EventReader.Platform;

    public async Task<SendOutcome> AddAsync(ToDoItem item, CancellationToken cancel)
    {
        var members = new[] { new TaskMember(item.UserId, "user", "assignee") };
        var task = new NewTask(Cut(item.Title, LongestSummary), Cut(item.Details, LongestDescription), Due(item), Origin(), members, item.Token);
        var made = await CallAsync(c => api.CreateAsync(task, c), cancel);
        return made.Failure is { } failure ? words.Outcome(failure)
            : made.Answer?.Data?.Task?.Guid is { Length: > 0 } guid ? new SendOutcome.Sent(guid)
            : new SendOutcome.Failed(FailureKind.Unreachable, "a task without a guid") { Unsure = true };
    }

    public Task<SendOutcome> ChangeAsync(string taskId, ToDoItem item, CancellationToken cancel) =>
        PatchAsync(taskId, new TaskChange(new TaskFields(Cut(item.Title, LongestSummary), Cut(item.Details, LongestDescription), Due(item)), ["summary", "description", "due"]), cancel);

    public async Task<SendOutcome> FinishAsync(string taskId, ToDoItem item, CancellationToken cancel)
    {
        var now = clock.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var done = await CallAsync(c => api.PatchAsync(taskId, new TaskChange(new TaskFields(CompletedAt: now), ["completed_at"]), c), cancel);
        // A task that is completed cannot be completed
        if (done.Failure is { Code: Bad } && (await CallAsync(c => api.GetAsync(taskId, c), cancel)).Answer?.Data?.Task is { } task && CompletedAt(task) is not null)
            return new SendOutcome.Sent(taskId);
        return done.Failure is { } failure ? words.Outcome(failure) : new SendOutcome.Sent(taskId);
    }

    public async Task<SendOutcome> RemoveAsync(string taskId, ToDoItem item, CancellationToken cancel)
    {
        var removed = await CallAsync(c => api.DeleteAsync(taskId, c), cancel);
        return removed.Failure is { Code: not NotThere } failure ? words.Outcome(failure) : new SendOutcome.Sent(taskId);
    }

    public async Task<ToDoReading> ReadAsync(string userId, IReadOnlyList<string> taskIds, CancellationToken cancel)
    {
        var states = new List<ToDoState>();
        foreach (var id in taskIds)
        {
            var read = await CallAsync(c => api.GetAsync(id, c), cancel);
            if (read.Failure is { Code: not NotThere } failure)
                return new ToDoReading(states, words.Outcome(failure));
            var at = read.Answer?.Data?.Task is { } task ? CompletedAt(task) : null;
            states.Add(new ToDoState(id, read.Failure is not null ? ToDoMark.Gone : at is null ? ToDoMark.Open : ToDoMark.Ticked, at));
        }

        return new ToDoReading(states);
    }

    private async Task<SendOutcome> PatchAsync(string taskId, TaskChange change, CancellationToken cancel) =>
        (await CallAsync(c => api.PatchAsync(taskId, change, c), cancel)).Failure is { } failure ? words.Outcome(failure) : new SendOutcome.Sent(taskId);

    private async Task<FeishuResult<FeishuAnswer<T>>> CallAsync<T>(Func<CancellationToken, Task<IApiResponse<FeishuAnswer<T>>>> call, CancellationToken cancel)
    {
        await pace.WaitAsync(cancel);
        return await FeishuCall.RunAsync(call, cancel);
    }

    // The date of the instant counts, in whatever zone it is read: midnight UTC is the same day all over China
    private static TaskDue? Due(ToDoItem item) => item.Due is { } day
        ? new TaskDue(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), IsAllDay: true)
        : null;

    private TaskOrigin Origin()
    {
        var name = new TaskOriginName(phrases.Say("feishu.task-origin", "zh-CN"), phrases.Say("feishu.task-origin", "en"));
        return new TaskOrigin(name, web.Value.PublicUrl.Length > 0 ? new TaskOriginLink(web.Value.PublicUrl, name.ZhCn) : null);
    }

    private static DateTimeOffset? CompletedAt(FeishuTask task) => task.CompletedAt is { Length: > 1 } at ? EventReader.Instant(at) : null;

    private static string Cut(string text, int limit) => text.Length <= limit ? text : text[..(limit - (char.IsHighSurrogate(text[limit - 2]) ? 2 : 1))] + "…";
}
