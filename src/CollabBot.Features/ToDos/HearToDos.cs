using CollabBot.Core.Chat;
using CollabBot.Core.ToDos;

namespace CollabBot.Features.ToDos;

/// <summary>Hears from the platform that something about a to-do changed, and has it read; what is not ours is nobody's business.</summary>
internal sealed class SeeTouched : IReaction<Happening.ToDoTouched>
{
    public async Task ReactAsync(Happening.ToDoTouched happened, Turn turn, CancellationToken cancel)
    {
        foreach (var taskId in happened.TaskIds)
            if (await turn.Work.ListAsync(ToDo.With(turn.Place.Platform, taskId), cancel) is [{ Wish: ToDoWish.Open, TickedAt: null, Lost: false } todo])
                turn.Work.Enqueue(ToDoErrand.See([todo], turn.Message.EventId, turn.Now));
    }
}

/// <summary>Remembers what the person did in their list: it is not done over again there.</summary>
internal sealed class NoteTicked : IReaction<Happening.ToDoTicked>, IReaction<Happening.ToDoDropped>
{
    public Task ReactAsync(Happening.ToDoTicked happened, Turn turn, CancellationToken cancel) =>
        NoteAsync(happened.ToDoId, t => t with { TickedAt = happened.At, Pending = false }, turn, cancel);

    public Task ReactAsync(Happening.ToDoDropped happened, Turn turn, CancellationToken cancel) => NoteAsync(happened.ToDoId, t => t with { Lost = true, Pending = false }, turn, cancel);

    private static async Task NoteAsync(string id, Func<ToDo, ToDo> change, Turn turn, CancellationToken cancel)
    {
        if (await turn.Work.FindAsync<ToDo>(id, cancel) is { TickedAt: null, Lost: false } todo)
            turn.Work.Save(change(todo));
    }
}
