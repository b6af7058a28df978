using CollabBot.Core.Platforms;
using CollabBot.Core.ToDos;

namespace CollabBot.Tests.Harness;

/// <summary>A to-do list that fails as told, then does as it is asked; for the courier's own rules. The real lists have a contract.</summary>
internal sealed class ScriptedToDos : IToDoList
{
    public const string PlatformName = "scripted";
    private readonly Queue<(SendOutcome.Failed? Failure, Func<Task>? Then)> script = new();

    public string Platform => PlatformName;

    /// <summary>What was asked, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Token to title of what stands there.</summary>
    public Dictionary<string, string> Standing { get; } = [];

    /// <summary>How the to-dos stand when they are read; open unless told.</summary>
    public Dictionary<string, ToDoState> States { get; } = [];

    public SendOutcome.Failed? ReadFailure { get; set; }

    /// <summary>The next call fails so, and has no effect.</summary>
    public void Fail(FailureKind kind) => script.Enqueue((new SendOutcome.Failed(kind, "as told"), null));

    /// <summary>The next call has its effect, and then this happens before its answer.</summary>
    public void Then(Func<Task> happens) => script.Enqueue((null, happens));

    public async Task<SendOutcome> AddAsync(ToDoItem item, CancellationToken cancel) => await DoAsync("add", item.Token, () => Standing[item.Token] = item.Title);

    public async Task<SendOutcome> ChangeAsync(string taskId, ToDoItem item, CancellationToken cancel) => await DoAsync("change", taskId, () => Standing[taskId] = item.Title);

    public async Task<SendOutcome> FinishAsync(string taskId, ToDoItem item, CancellationToken cancel) => await DoAsync("finish", taskId, () => Standing[taskId] = "✓");

    public async Task<SendOutcome> RemoveAsync(string taskId, ToDoItem item, CancellationToken cancel) => await DoAsync("remove", taskId, () => Standing.Remove(taskId));

    public Task<ToDoReading> ReadAsync(string userId, IReadOnlyList<string> taskIds, CancellationToken cancel)
    {
        Calls.Add("read");
        return Task.FromResult(new ToDoReading(ReadFailure is null ? [.. taskIds.Select(id => States.GetValueOrDefault(id, new ToDoState(id, ToDoMark.Open)))] : [], ReadFailure));
    }

    private async Task<SendOutcome> DoAsync(string call, string id, Action effect)
    {
        Calls.Add(call);
        script.TryDequeue(out var told);
        if (told.Failure is { } failure)
            return failure;
        effect();
        if (told.Then is { } then)
            await then();
        return new SendOutcome.Sent(id);
    }
}
