using CollabBot.Core.Storage;

namespace CollabBot.Core.Time;

/// <summary>
/// The moments one kind of document names for a job, in order: read once by an indexed query, then moved on by every commit. Asking costs the same whether ten or a hundred thousand documents wait.
/// </summary>
public sealed class Moments<TJob, TDocument>(IDocumentStore store, Query<TDocument> planned, Func<TDocument, DateTimeOffset?> momentOf) : ISnapshot, IMoments
    where TJob : IMomentJob
    where TDocument : Document
{
    // Versions of documents without a moment are kept only so long that a late word of an older state cannot bring one back
    private const int MostSettled = 4096;
    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Version, DateTimeOffset At)> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> settled = new(StringComparer.Ordinal);
    private readonly SortedSet<(DateTimeOffset At, string Id)> order = new(Comparer<(DateTimeOffset At, string Id)>.Create(
        (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Id, b.Id)));
    private volatile bool loaded;

    /// <inheritdoc/>
    public Type Job => typeof(TJob);

    /// <inheritdoc/>
    public DateTimeOffset? First
    {
        get
        {
            lock (gate)
                return order.Count == 0 ? null : order.Min.At;
        }
    }

    /// <inheritdoc/>
    public DateTimeOffset? After(DateTimeOffset instant)
    {
        lock (gate)
        {
            if (order.Count == 0 || order.Max.At <= instant)
                return null;
            return order.GetViewBetween((instant.AddTicks(1), ""), order.Max).Min.At;
        }
    }

    /// <inheritdoc/>
    public async ValueTask EnsureAsync(CancellationToken cancel)
    {
        if (!loaded)
            await ReloadAsync(cancel);
    }

    /// <inheritdoc/>
    public async Task ReloadAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        var documents = await work.ListAsync(planned, cancel);
        lock (gate)
        {
            Take(documents);
            loaded = true;
        }
    }

    /// <inheritdoc/>
    public void Committed(IReadOnlyList<Document> changed)
    {
        lock (gate)
            Take(changed.OfType<TDocument>());
    }

    private void Take(IEnumerable<TDocument> documents)
    {
        foreach (var document in documents)
        {
            var known = waiting.TryGetValue(document.Id, out var before);
            if (document.Version < (known ? before.Version : settled.GetValueOrDefault(document.Id)))
                continue;
            if (known)
                order.Remove((before.At, document.Id));
            if (momentOf(document) is { } at)
            {
                waiting[document.Id] = (document.Version, at);
                settled.Remove(document.Id);
                order.Add((at, document.Id));
            }
            else if (waiting.Remove(document.Id))
            {
                if (settled.Count >= MostSettled)
                    settled.Clear();
                settled[document.Id] = document.Version;
            }
        }
    }
}
