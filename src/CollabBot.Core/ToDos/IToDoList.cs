using CollabBot.Core.Platforms;

namespace CollabBot.Core.ToDos;

/// <summary>A to-do as it should stand in its person's list. <see cref="Token"/> (32 characters) makes adding it again harmless; <see cref="UserId"/> is the platform's.</summary>
public sealed record ToDoItem(string Token, string UserId, string Title, string Details, string Locale)
{
    /// <summary>The day it is due, for platforms that know days.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The end of that working day, for platforms that know instants.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>How a to-do stands in its person's list.</summary>
public enum ToDoMark
{
    /// <summary>Not ticked.</summary>
    Open,

    /// <summary>Ticked.</summary>
    Ticked,

    /// <summary>Deleted.</summary>
    Gone,
}

/// <summary>One to-do as the platform has it, and since when it is ticked.</summary>
public sealed record ToDoState(string TaskId, ToDoMark Mark, DateTimeOffset? At = null);

/// <summary>What was read, or why it could not be.</summary>
public sealed record ToDoReading(IReadOnlyList<ToDoState> States, SendOutcome.Failed? Failure = null);

/// <summary>
/// The to-do list of a platform. Each call is one attempt that never throws for what the platform answered: <see cref="SendOutcome.Sent"/> carries the to-do's id,
/// <see cref="FailureKind.Denied"/> means that the app may not, <see cref="FailureKind.Misconfigured"/> that the person or the to-do is not there.
/// </summary>
public interface IToDoList
{
    /// <summary>The platform's name.</summary>
    string Platform { get; }

    /// <summary>Adds it, or finds the one that an earlier attempt with the same token has added.</summary>
    Task<SendOutcome> AddAsync(ToDoItem item, CancellationToken cancel);

    /// <summary>Gives it a new title, details and day.</summary>
    Task<SendOutcome> ChangeAsync(string taskId, ToDoItem item, CancellationToken cancel);

    /// <summary>Ticks it; one that is ticked already stays so.</summary>
    Task<SendOutcome> FinishAsync(string taskId, ToDoItem item, CancellationToken cancel);

    /// <summary>Deletes it; one that is gone already stays so.</summary>
    Task<SendOutcome> RemoveAsync(string taskId, ToDoItem item, CancellationToken cancel);

    /// <summary>How some to-dos of one person stand.</summary>
    Task<ToDoReading> ReadAsync(string userId, IReadOnlyList<string> taskIds, CancellationToken cancel);
}
