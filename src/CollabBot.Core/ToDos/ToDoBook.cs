using System.Globalization;
using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;

namespace CollabBot.Core.ToDos;

/// <summary>Remembers what the platforms answered about to-dos. Nothing is held over a call: turns change the same records meanwhile.</summary>
public sealed class ToDoBook(IDocumentStore store, Inbox inbox, TeamClock clock)
{
    private const int MostConflicts = 5;
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(10);

    /// <summary>The to-dos with these ids that exist.</summary>
    public async Task<IReadOnlyList<ToDo>> FindAsync(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        await using var work = store.Begin();
        var found = new List<ToDo>();
        foreach (var id in ids)
            if (await work.FindAsync<ToDo>(id, cancel) is { } todo)
                found.Add(todo);
        return found;
    }

    /// <summary>Notes that a call which may add it goes out now.</summary>
    internal Task BeginAsync(string id, CancellationToken cancel) => KeepAsync(id, t => t with { Begun = true }, cancel);

    /// <summary>Changes the to-do as it is now.</summary>
    internal Task KeepAsync(string id, Func<ToDo, ToDo> change, CancellationToken cancel) => CommitAsync(null, id, change, cancel);

    /// <summary>Changes the to-do as it is now and ends the errand; it stays pending when it was changed meanwhile.</summary>
    internal Task SettleAsync(Lease lease, string id, Func<ToDo, ToDo> change, CancellationToken cancel) => CommitAsync(lease, id, change, cancel);

    /// <summary>Hands in, once, what a person did to a to-do in their list.</summary>
    internal Task TellAsync(ToDo todo, ToDoState state, CancellationToken cancel)
    {
        var at = state.At ?? clock.Now;
        Happening happened = state.Mark == ToDoMark.Ticked ? new Happening.ToDoTicked(todo.Id, at) : new Happening.ToDoDropped(todo.Id);
        var key = string.Create(CultureInfo.InvariantCulture, $"todo-{state.Mark}:{todo.Id}");
        return inbox.AcceptAsync(new InboundMessage(key, new Place(todo.Platform, "todos", PlaceKind.Direct), "", "", at) { Happened = happened }, [key], cancel);
    }

    /// <summary>True while a refusal is so fresh that asking again would only be refused again.</summary>
    internal async Task<bool> IsRefusedAsync(string platform, bool reading, CancellationToken cancel)
    {
        await using var work = store.Begin();
        return await work.FindAsync<ToDoRefusal>(ToDoRefusal.IdOf(platform, reading), cancel) is { } refusal && clock.Now - refusal.AskedAt < Hold;
    }

    /// <summary>Notes that the platform does not let us; the doctor tells it.</summary>
    internal async Task RefusedAsync(string platform, bool reading, string reason, CancellationToken cancel)
    {
        await using var work = store.Begin();
        var id = ToDoRefusal.IdOf(platform, reading);
        var known = await work.FindAsync<ToDoRefusal>(id, cancel);
        work.Save((known ?? new ToDoRefusal { Id = id, Since = clock.Now, Reason = reason, AskedAt = clock.Now }) with { Reason = reason, AskedAt = clock.Now });
        await TryAsync(work, cancel);
    }

    /// <summary>Notes that the platform let us; what it refused before goes out now.</summary>
    internal async Task AcceptedAsync(string platform, bool reading, CancellationToken cancel)
    {
        await using var work = store.Begin();
        if (await work.FindAsync<ToDoRefusal>(ToDoRefusal.IdOf(platform, reading), cancel) is not { } refusal)
            return;
        work.Delete(refusal);
        if (!reading)
            foreach (var todo in (await work.ListAsync(ToDo.Waiting, cancel)).Where(t => t.Platform == platform))
                work.Enqueue(ToDoErrand.Bring(todo, string.Create(CultureInfo.InvariantCulture, $"again:{refusal.AskedAt.UtcTicks}"), clock.Now));
        await TryAsync(work, cancel);
    }

    private async Task CommitAsync(Lease? lease, string id, Func<ToDo, ToDo> change, CancellationToken cancel)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            await using var work = store.Begin();
            if (await work.FindAsync<ToDo>(id, cancel) is { } todo && change(todo) is var changed && changed with { Pending = changed.IsDue } is var settled && settled != todo)
                work.Save(settled);
            if (lease is not null)
                work.Finish(lease);
            try
            {
                await work.CommitAsync(Cause.System("todos", clock.Now), cancel);
                return;
            }
            catch (ConflictException) when (conflicts < MostConflicts)
            {
            }
        }
    }

    // Whoever was faster noted the same
    private async Task TryAsync(IUnitOfWork work, CancellationToken cancel)
    {
        try
        {
            await work.CommitAsync(Cause.System("todos", clock.Now), cancel);
        }
        catch (ConflictException)
        {
        }
    }
}
