using System.Globalization;
using CollabBot.Core.ToDos;
using CollabBot.Playground;

namespace CollabBot.Conversations;

/// <summary>Tells which lines of the personas' to-do lists came, changed, were ticked or vanished since it was asked last.</summary>
internal sealed class SeenToDos(IServiceProvider services)
{
    private readonly PlaygroundToDos todos = services.GetRequiredService<PlaygroundToDos>();
    private readonly Dictionary<string, string> seen = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<string>> ChangesAsync(CancellationToken cancel)
    {
        var lines = new List<string>();
        // Two lists have no order between them; the old owner's line first
        foreach (var todo in (await todos.ListAsync(cancel)).OrderByDescending(t => t.Mark).ThenBy(t => t.UserId, StringComparer.Ordinal).ThenBy(t => t.Title, StringComparer.Ordinal))
        {
            var line = LineOf(todo);
            if (seen.GetValueOrDefault(todo.Id) == line)
                continue;
            seen[todo.Id] = line;
            lines.Add(line);
        }

        return lines;
    }

    private static string LineOf(PlaygroundToDo todo)
    {
        var mark = todo.Mark switch
        {
            ToDoMark.Ticked => "☑",
            ToDoMark.Gone => "✗",
            _ => "☐",
        };
        var due = todo.Due is { } day ? day.ToString(" · MM-dd", CultureInfo.InvariantCulture) : "";
        return $"{mark} {PlaygroundTeam.Find(todo.UserId)?.Name ?? todo.UserId}: {todo.Title}{due}";
    }
}
