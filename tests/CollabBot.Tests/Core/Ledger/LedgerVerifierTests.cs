using System.Runtime.CompilerServices;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Tests.Contracts;

namespace CollabBot.Tests.Core.Ledger;

/// <summary>The walk over a real store, through a door that lets one thing be tampered with.</summary>
[Parallelizable(ParallelScope.Fixtures)]
public sealed class LedgerVerifierTests
{
    private LiteDbHost host = null!;

    [SetUp]
    public async Task Fill()
    {
        host = new LiteDbHost();
        for (var version = 0; version < 3; version++)
            await host.CommitAsync(w =>
            {
                foreach (var id in new[] { "T-1", "T-2", "T-10" })
                    w.Save(new Thing { Id = id, Version = version, Count = version });
                w.Save(new Secret { Id = "S-1", Version = version, Text = "…" });
                w.Save(new Plumbing { Id = "p", Version = version });
            });
    }

    [TearDown]
    public async Task Close() => await host.DisposeAsync();

    [Test]
    public async Task An_honest_ledger_holds()
    {
        var report = await LedgerVerifier.VerifyAsync(host.Store, default);
        Assert.That((report.Entries, report.Documents, report.Holds), Is.EqualTo((12L, 4, true)));
    }

    [Test]
    public async Task An_edited_entry_is_found()
    {
        var found = await BreaksAsync(e => Names(e, "T-10", 2) ? [e with { ActorId = "somebody else" }] : [e]);
        Assert.That(found, Is.EqualTo(new[] { new LedgerBreak("contract-things", "T-10", 2, LedgerProblem.EntryChanged) }));
    }

    [Test]
    public async Task A_missing_entry_is_found()
    {
        var found = await BreaksAsync(e => Names(e, "T-1", 2) ? [] : [e]);
        Assert.That(found, Is.EqualTo(new[] { new LedgerBreak("contract-things", "T-1", 3, LedgerProblem.ChainBroken) }));
    }

    [Test]
    public async Task A_missing_end_is_found()
    {
        var found = await BreaksAsync(e => Names(e, "T-1", 3) ? [] : [e]);
        Assert.That(found, Is.EqualTo(new[] { new LedgerBreak("contract-things", "T-1", 2, LedgerProblem.ContentChanged) }));
    }

    [Test]
    public async Task A_document_changed_past_the_ledger_is_found()
    {
        var found = await BreaksAsync(e => [e], raw => raw["T-2"] = raw["T-2"].Replace("\"count\":2", "\"count\":9", StringComparison.Ordinal));
        Assert.That(found, Is.EqualTo(new[] { new LedgerBreak("contract-things", "T-2", 3, LedgerProblem.ContentChanged) }));
    }

    [Test]
    public async Task A_document_that_vanished_or_sneaked_in_is_found()
    {
        var found = await BreaksAsync(e => [e], raw =>
        {
            raw.Remove("T-1");
            raw["T-99"] = "{}";
        });
        Assert.That(found, Is.EqualTo(new[]
        {
            new LedgerBreak("contract-things", "T-1", 3, LedgerProblem.DocumentGone),
            new LedgerBreak("contract-things", "T-99", 0, LedgerProblem.NeverRecorded),
        }));
    }

    private static bool Names(LedgerEntry entry, string id, int version) => entry.DocumentId == id && entry.Version == version;

    private async Task<IReadOnlyList<LedgerBreak>> BreaksAsync(Func<LedgerEntry, LedgerEntry[]> entries, Action<Dictionary<string, string>>? raw = null) =>
        (await LedgerVerifier.VerifyAsync(new Tampered(host.Store, entries, raw ?? (_ => { })), default)).Breaks;

    private sealed class Tampered(IDocumentStore store, Func<LedgerEntry, LedgerEntry[]> entries, Action<Dictionary<string, string>> raw) : IDocumentStore
    {
        public IUnitOfWork Begin() => store.Begin();

        public Task<IReadOnlyList<LedgerEntry>> HistoryAsync(string collection, string id, CancellationToken cancel) => store.HistoryAsync(collection, id, cancel);

        public async IAsyncEnumerable<LedgerEntry> LedgerAsync([EnumeratorCancellation] CancellationToken cancel)
        {
            await foreach (var entry in store.LedgerAsync(cancel))
                foreach (var shown in entries(entry))
                    yield return shown;
        }

        public async Task<IReadOnlyDictionary<string, string>> RawAsync(string collection, CancellationToken cancel)
        {
            var documents = new Dictionary<string, string>(await store.RawAsync(collection, cancel));
            if (collection == "contract-things")
                raw(documents);
            return documents;
        }
    }
}
