using CollabBot.Core.Chat;
using CollabBot.Core.ToDos;
using CollabBot.Features.Blockers;

namespace CollabBot.Features.ToDos;

/// <summary>Asks who ticked a blocker's to-do to say how it was solved: a tick alone solves nothing for whoever is stuck.</summary>
public sealed record BlockerTicked(Blocker Blocker) : View
{
    public string Id => Blocker.Id;

    public string Title => Blocker.Title;
}

internal sealed class OfferResolve : IReaction<Happening.ToDoTicked>
{
    public async Task ReactAsync(Happening.ToDoTicked happened, Turn turn, CancellationToken cancel)
    {
        if (await turn.Work.FindAsync<ToDo>(happened.ToDoId, cancel) is { Wish: ToDoWish.Open } todo
            && await turn.Work.FindAsync<Blocker>(todo.RecordId, cancel) is { IsOnOwner: true } blocker)
            turn.Tell(turn.Roster.Person(todo.PersonId), new BlockerTicked(blocker));
    }
}
