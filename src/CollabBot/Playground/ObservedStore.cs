using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;

namespace CollabBot.Playground;

/// <summary>A store that shows every commit to the playground's right pane; everything else is the inner store's.</summary>
internal sealed class ObservedStore(IDocumentStore inner, RecentRecords records) : IDocumentStore, IAsyncDisposable
{
    public IUnitOfWork Begin() => new ObservedWork(inner.Begin(), records);

    public Task<IReadOnlyList<LedgerEntry>> HistoryAsync(string collection, string id, CancellationToken cancel) => inner.HistoryAsync(collection, id, cancel);

    public IAsyncEnumerable<LedgerEntry> LedgerAsync(CancellationToken cancel) => inner.LedgerAsync(cancel);

    public Task<IReadOnlyDictionary<string, string>> RawAsync(string collection, CancellationToken cancel) => inner.RawAsync(collection, cancel);

    public async ValueTask DisposeAsync()
    {
        if (inner is IAsyncDisposable closing)
            await closing.DisposeAsync();
        else
            (inner as IDisposable)?.Dispose();
    }

    private sealed class ObservedWork(IUnitOfWork inner, RecentRecords records) : IUnitOfWork
    {
        public IReadOnlyList<Document> Staged => inner.Staged;

        public Task<T?> FindAsync<T>(string id, CancellationToken cancel) where T : Document => inner.FindAsync<T>(id, cancel);

        public Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query, CancellationToken cancel) where T : Document => inner.ListAsync(query, cancel);

        public void Save<T>(T document) where T : Document => inner.Save(document);

        public void Delete<T>(T document) where T : Document => inner.Delete(document);

        public Task<long> NextAsync(string sequence, CancellationToken cancel) => inner.NextAsync(sequence, cancel);

        public void Enqueue(Envelope envelope) => inner.Enqueue(envelope);

        public void Finish(Lease lease) => inner.Finish(lease);

        public async Task CommitAsync(Cause cause, CancellationToken cancel)
        {
            await inner.CommitAsync(cause, cancel);
            records.Add(inner.Staged, cause);
        }

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
