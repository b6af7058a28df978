using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;

namespace CollabBot.Tests.Contracts;

/// <summary>What every store promises about its ledger, and about many threads.</summary>
public abstract class LedgerContract
{
    private StorageHost host = null!;

    [SetUp]
    public void Open() => host = Create();

    [TearDown]
    public async Task Close() => await host.DisposeAsync();

    [Test]
    public async Task Every_change_adds_one_chained_entry_over_the_exact_json()
    {
        await host.CommitAsync(w => w.Save(new Thing { Id = "T-1", Amount = 1.50m }));
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await host.CommitAsync(async w => w.Save((await w.FindAsync<Thing>("T-1", default))! with { Owner = "周敏" }));

        var history = await host.Store.HistoryAsync("contract-things", "T-1", default);
        var raw = (await host.Store.RawAsync("contract-things", default))["T-1"];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(history.Select(e => (e.Version, e.ActorId, e.Command)), Is.EqualTo(new[] { (1, "p-li", "contract"), (2, "p-li", "contract") }));
            Assert.That(LedgerChain.Follows(history[0], null));
            Assert.That(LedgerChain.Follows(history[1], history[0]));
            Assert.That(history[1].ContentHash, Is.EqualTo(LedgerChain.Sha256(raw)));
            Assert.That(history[1].At, Is.EqualTo(host.Now));
        }
    }

    [Test]
    public async Task A_confidential_change_names_nobody_and_only_the_day()
    {
        await host.CommitAsync(w => w.Save(new Secret { Id = "S-1", Text = "…" }));
        var entry = (await host.Store.HistoryAsync("contract-secrets", "S-1", default)).Single();
        Assert.That((entry.ActorId, entry.Command, entry.At), Is.EqualTo(((string?)null, (string?)null, new DateTimeOffset(host.Now.Date, TimeSpan.Zero))));
        Assert.That(LedgerChain.Follows(entry, null));
    }

    [Test]
    public async Task Plumbing_leaves_no_entry()
    {
        await host.CommitAsync(w => w.Save(new Plumbing { Id = "p" }));
        Assert.That(await host.Store.HistoryAsync("contract-plumbing", "p", default), Is.Empty);
    }

    [Test]
    public async Task The_ledger_streams_in_document_order()
    {
        for (var version = 0; version < 12; version++)
            await host.CommitAsync(w =>
            {
                foreach (var id in new[] { "T-1", "T-10", "T-2" })
                    w.Save(new Thing { Id = id, Version = version });
            });
        await host.CommitAsync(w =>
        {
            for (var i = 0; i < 600; i++)
                w.Save(new Secret { Id = $"S-{i}", Text = "" });
        });
        var entries = new List<LedgerEntry>();
        await foreach (var entry in host.Store.LedgerAsync(default))
            entries.Add(entry);

        Assert.That(entries, Has.Count.EqualTo(636));
        Assert.That(entries.Select(e => (e.Collection, e.DocumentId)).Distinct().Count(), Is.EqualTo(603));
        for (var i = 0; i < entries.Count; i++)
            Assert.That(LedgerChain.Follows(entries[i], entries[i].Version == 1 ? null : entries[i - 1]), entries[i].ToString());
    }

    [Test]
    public async Task Many_threads_at_once_lose_no_change_and_break_no_chain()
    {
        await host.CommitAsync(w => w.Save(new Thing { Id = "shared" }));
        var conflicts = 0;
        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 10;)
            {
                await using var work = host.Store.Begin();
                var shared = await work.FindAsync<Thing>("shared", default);
                work.Save(shared! with { Count = shared.Count + 1 });
                work.Save(new Thing { Id = $"N-{await work.NextAsync("N", default)}", Owner = $"w{worker}" });
                try
                {
                    await work.CommitAsync(host.Cause, default);
                    i++;
                }
                catch (ConflictException)
                {
                    Interlocked.Increment(ref conflicts);
                }
            }
        })));

        var found = await host.FindAsync<Thing>("shared");
        Assert.That((found!.Count, found.Version), Is.EqualTo((160, 161)), $"after {conflicts} conflicts");
        Assert.That(await host.ListAsync(Query<Thing>.All.Equal(t => t.Owner, "w3")), Has.Count.EqualTo(10));
        Assert.That(await host.ListAsync(Query<Thing>.All), Has.Count.EqualTo(161));
        var history = await host.Store.HistoryAsync("contract-things", "shared", default);
        for (var i = 0; i < history.Count; i++)
            Assert.That(LedgerChain.Follows(history[i], i == 0 ? null : history[i - 1]));
    }

    protected abstract StorageHost Create();
}

[Parallelizable(ParallelScope.Fixtures)]
public sealed class LiteDbLedgerTests : LedgerContract
{
    protected override StorageHost Create() => new LiteDbHost();
}
