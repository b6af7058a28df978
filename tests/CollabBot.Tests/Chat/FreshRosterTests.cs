using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Docs;
using CollabBot.Core.Ledger;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Tests.Harness;
using CollabBot.Web;

namespace CollabBot.Tests.Chat;

/// <summary>What one turn committed the next one of its chat knows, even when the store takes its time to say that it is done.</summary>
[CancelAfter(30_000)]
internal sealed class FreshRosterTests
{
    private static readonly Place Group = new(ScriptedPlatform.PlatformName, "g1", PlaceKind.Group);

    [Test]
    public async Task Whoever_spoke_a_moment_ago_can_be_named(CancellationToken cancel)
    {
        SlowStore store = null!;
        await using var service = new ScriptedService(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero), services => services.Wrap<IDocumentStore>((inner, _) => store = new SlowStore(inner)));
        await service.AcceptAsync(Said("1", "u-zhang", "张伟", "帮助"));
        await service.AcceptAsync(Said("2", "u-lina", "李娜", "卡点 支付流程BUG不改 @张伟"));
        var first = service.WorkAsync();
        await store.Committed.Task.WaitAsync(cancel);
        var second = service.WorkAsync();
        await Task.WhenAny(second, Task.Delay(TimeSpan.FromMilliseconds(300), TestTime.Real, cancel));
        store.Answered.SetResult();
        await Task.WhenAll(first, second).WaitAsync(cancel);
        await service.SendAsync();
        Assert.That(service.Platform.Sent.Select(s => s.Card.Title ?? DocText.Of(s.Card.Body)), Has.Some.Contain("B-1"));
    }

    private static InboundMessage Said(string id, string who, string name, string text) =>
        new(id, Group, who, text, new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero)) { MessageId = "m-" + id, SenderName = name, Addressed = true };

    /// <summary>The first commit of a person is durable at once, and its answer comes late.</summary>
    private sealed class SlowStore(IDocumentStore inner) : IDocumentStore
    {
        public TaskCompletionSource Committed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IUnitOfWork Begin() => new SlowWork(inner.Begin(), this);

        public Task<IReadOnlyList<LedgerEntry>> HistoryAsync(string collection, string id, CancellationToken cancel) => inner.HistoryAsync(collection, id, cancel);

        public IAsyncEnumerable<LedgerEntry> LedgerAsync(CancellationToken cancel) => inner.LedgerAsync(cancel);

        public Task<IReadOnlyDictionary<string, string>> RawAsync(string collection, CancellationToken cancel) => inner.RawAsync(collection, cancel);

        private sealed class SlowWork(IUnitOfWork inner, SlowStore store) : IUnitOfWork
        {
            public IReadOnlyList<Document> Staged => inner.Staged;

            public Task<T?> FindAsync<T>(string id, CancellationToken cancel)
                where T : Document => inner.FindAsync<T>(id, cancel);

            public Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query, CancellationToken cancel)
                where T : Document => inner.ListAsync(query, cancel);

            public void Save<T>(T document)
                where T : Document => inner.Save(document);

            public void Delete<T>(T document)
                where T : Document => inner.Delete(document);

            public Task<long> NextAsync(string sequence, CancellationToken cancel) => inner.NextAsync(sequence, cancel);

            public void Enqueue(Envelope envelope) => inner.Enqueue(envelope);

            public void Finish(Lease lease) => inner.Finish(lease);

            public async Task CommitAsync(Cause cause, CancellationToken cancel)
            {
                await inner.CommitAsync(cause, cancel);
                if (inner.Staged.Any(d => d is Person) && store.Committed.TrySetResult())
                    await store.Answered.Task.WaitAsync(cancel);
            }

            public ValueTask DisposeAsync() => inner.DisposeAsync();
        }
    }
}
