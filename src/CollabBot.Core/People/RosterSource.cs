using CollabBot.Core.Storage;

namespace CollabBot.Core.People;

/// <summary>Keeps the current <see cref="Roster"/> in memory: read from the store once, then moved on by every commit.</summary>
public sealed class RosterSource(IDocumentStore store) : ISnapshot
{
    private readonly Lock gate = new();
    private Roster? current;

    /// <summary>The current snapshot.</summary>
    public async ValueTask<Roster> CurrentAsync(CancellationToken cancel) => Volatile.Read(ref current) ?? await ReloadAsync(cancel);

    /// <summary>Reads everything again, after a conflict or a change made elsewhere.</summary>
    public async Task<Roster> ReloadAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        var people = await work.ListAsync(Query<Person>.All, cancel);
        var departments = await work.ListAsync(Query<Department>.All, cancel);
        var loaded = new Roster(people, departments);
        lock (gate)
            return current = current is null ? loaded : current.With(people).With(departments);
    }

    /// <inheritdoc/>
    public async ValueTask EnsureAsync(CancellationToken cancel) => await CurrentAsync(cancel);

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<Document> changed)
    {
        if (!changed.Any(Leads))
            return;
        lock (gate)
            current = current?.With(changed);
    }

    /// <inheritdoc/>
    public bool Leads(Document document) => document is Person or Department;

    async Task ISnapshot.ReloadAsync(CancellationToken cancel) => await ReloadAsync(cancel);
}
