using CollabBot.Core.Chat;
using CollabBot.Core.ToDos;

namespace CollabBot.Features.SyncDay;

/// <summary>A promise whose to-do was ticked in the person's list is kept, by them, at that moment.</summary>
internal sealed class TickAction(MeetingBook book, AgendaMaker agenda) : IReaction<Happening.ToDoTicked>
{
    public async Task ReactAsync(Happening.ToDoTicked happened, Turn turn, CancellationToken cancel)
    {
        if (await turn.Work.FindAsync<ToDo>(happened.ToDoId, cancel) is not { Wish: ToDoWish.Open } todo
            || await turn.Work.FindAsync<ActionItem>(todo.RecordId, cancel) is not { State: ActionState.Open } action)
            return;
        var done = action with { State = ActionState.Done, DoneAt = happened.At, DoneBy = todo.PersonId };
        turn.Work.Save(done);
        turn.Refresh(new ActionCard(done, false));
        await agenda.RefreshAsync(await book.ThisWeekAsync(done.Group, turn, cancel), turn, cancel);
    }
}
