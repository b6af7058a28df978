using CollabBot.Core;
using CollabBot.Core.Ledger;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using CollabBot.Core.ToDos;

namespace CollabBot.Playground;

/// <summary>A line of a persona's to-do list, as a platform would keep it.</summary>
[Collection("playgroundtodos", "token", "userId", Ledger = false)]
public sealed record PlaygroundToDo : Document
{
    public required string Token { get; init; }

    public required string UserId { get; init; }

    public required string Title { get; init; }

    public DateOnly? Due { get; init; }

    public ToDoMark Mark { get; init; }

    public DateTimeOffset? MarkedAt { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>The personas' to-do lists.</summary>
internal sealed class PlaygroundToDos(IDocumentStore store, TeamClock clock, PlaygroundFeed feed) : IToDoList
{
    public string Platform => PlaygroundPlatform.PlatformName;

    public async Task<SendOutcome> AddAsync(ToDoItem item, CancellationToken cancel)
    {
        await using var work = store.Begin();
        if (await work.ListAsync(Query<PlaygroundToDo>.All.Equal(t => t.Token, item.Token), cancel) is [var known])
            return new SendOutcome.Sent(known.Id);
        var todo = new PlaygroundToDo { Id = Ids.New(), Token = item.Token, UserId = item.UserId, Title = item.Title, Due = item.Due, At = clock.Now };
        await SaveAsync(work, todo, cancel);
        return new SendOutcome.Sent(todo.Id);
    }

    public Task<SendOutcome> ChangeAsync(string taskId, ToDoItem item, CancellationToken cancel) => ChangeAsync(taskId, t => t with { Title = item.Title, Due = item.Due }, cancel);

    public Task<SendOutcome> FinishAsync(string taskId, ToDoItem item, CancellationToken cancel) => MarkAsync(taskId, ToDoMark.Ticked, cancel);

    public Task<SendOutcome> RemoveAsync(string taskId, ToDoItem item, CancellationToken cancel) => MarkAsync(taskId, ToDoMark.Gone, cancel);

    public async Task<ToDoReading> ReadAsync(string userId, IReadOnlyList<string> taskIds, CancellationToken cancel) =>
        new([.. (await ListAsync(cancel)).Where(t => taskIds.Contains(t.Id)).Select(t => new ToDoState(t.Id, t.Mark, t.MarkedAt))]);

    /// <summary>What a persona or the bot does to a line.</summary>
    public Task<SendOutcome> MarkAsync(string id, ToDoMark mark, CancellationToken cancel) =>
        ChangeAsync(id, t => t.Mark == mark ? t : t with { Mark = mark, MarkedAt = mark == ToDoMark.Open ? null : clock.Now }, cancel);

    /// <summary>Every line, oldest first.</summary>
    public async Task<IReadOnlyList<PlaygroundToDo>> ListAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        return await work.ListAsync(Query<PlaygroundToDo>.All.OrderBy(t => t.At), cancel);
    }

    private async Task<SendOutcome> ChangeAsync(string id, Func<PlaygroundToDo, PlaygroundToDo> change, CancellationToken cancel)
    {
        await using var work = store.Begin();
        if (await work.FindAsync<PlaygroundToDo>(id, cancel) is not { } todo)
            return new SendOutcome.Failed(FailureKind.Misconfigured, "no such to-do");
        if (change(todo) is var changed && changed != todo)
            await SaveAsync(work, changed, cancel);
        return new SendOutcome.Sent(id);
    }

    private async Task SaveAsync(IUnitOfWork work, PlaygroundToDo todo, CancellationToken cancel)
    {
        work.Save(todo);
        await work.CommitAsync(Cause.System("todos", clock.Now), cancel);
        feed.Publish(PlaygroundFeed.Records);
    }
}
