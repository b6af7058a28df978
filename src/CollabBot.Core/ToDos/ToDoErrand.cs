using System.Text.Json;
using CollabBot.Core.Delivery;
using CollabBot.Core.Storage;

namespace CollabBot.Core.ToDos;

/// <summary>The payload of an outbox envelope about to-dos: bring one to where it should be, or (<see cref="Look"/>) see how some of one person stand.</summary>
public sealed record ToDoErrand(IReadOnlyList<string> ToDoIds, bool Look)
{
    /// <summary>The envelope kind.</summary>
    public const string Kind = "todo";

    /// <summary>An errand that makes the platform show what it should; <paramref name="reason"/> makes its key.</summary>
    public static Envelope Bring(ToDo todo, string reason, DateTimeOffset now) => Envelope(todo, new ToDoErrand([todo.Id], Look: false), $"todo:{todo.Id}:{reason}", now);

    /// <summary>An errand that sees whether to-dos of one person were ticked or deleted.</summary>
    public static Envelope See(IReadOnlyList<ToDo> todos, string reason, DateTimeOffset now) =>
        Envelope(todos[0], new ToDoErrand([.. todos.Select(t => t.Id)], Look: true), $"todo-look:{todos[0].Platform}:{todos[0].UserId}:{reason}", now);

    // One person's to-dos follow one another; what waits for a platform never holds up a chat
    private static Envelope Envelope(ToDo todo, ToDoErrand errand, string key, DateTimeOffset now) =>
        new(key, QueueName.Outbox, $"todo:{todo.Platform}:{todo.UserId}", Kind, JsonSerializer.Serialize(errand, DocumentJson.Options), now);
}
