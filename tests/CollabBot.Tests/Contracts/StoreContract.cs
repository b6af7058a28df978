using System.Text.Json;
using CollabBot.Core.Delivery;
using CollabBot.Core.Storage;

namespace CollabBot.Tests.Contracts;

/// <summary>What every document store promises: saving, staleness, staging, sequences.</summary>
public abstract class StoreContract
{
    private StorageHost host = null!;

    protected StorageHost Host => host;

    [SetUp]
    public void Open() => host = Create();

    [TearDown]
    public async Task Close() => await host.DisposeAsync();

    [Test]
    public async Task A_saved_document_comes_back_as_it_was()
    {
        var thing = new Thing
        {
            Id = "T-1",
            Owner = "李娜 😀 \u200b \u202e \" \\ </script> {{ x }}",
            Tags = ["a", "A", ""],
            Due = new DateTimeOffset(2026, 11, 27, 18, 0, 0, TimeSpan.FromHours(8)).AddTicks(1),
            Inner = new Inner(-3, null),
            Count = int.MinValue,
            Amount = 2_000_000.10m,
            Ratio = 0.1 + 0.2,
            Mood = Mood.VeryBusy,
            Notes = new Dictionary<string, string> { ["ou_AbC"] = "x", ["ou_aBc"] = "y", ["$type"] = "z", ["_id"] = "", ["a.b"] = "1" },
        };
        await host.CommitAsync(w => w.Save(thing));
        await host.RestartAsync();

        var found = await host.FindAsync<Thing>("T-1");
        Assert.That(Json(found!), Is.EqualTo(Json(thing with { Version = 1 })));
        Assert.That((await host.Store.RawAsync("contract-things", default))["T-1"], Is.EqualTo(Json(thing with { Version = 1 })));
    }

    [Test]
    public async Task A_stale_save_conflicts_and_changes_nothing()
    {
        await host.CommitAsync(w => w.Save(new Thing { Id = "T-1", Count = 1 }));
        var old = await host.FindAsync<Thing>("T-1");
        await host.CommitAsync(w => w.Save(old! with { Count = 2 }));

        await Assert.ThrowsAsync<ConflictException>(() => host.CommitAsync(w =>
        {
            w.Save(new Thing { Id = "T-2" });
            w.Save(old! with { Count = 3 });
            w.Enqueue(QueueContract.Envelope("k", host.Now));
        }));
        Assert.That((await host.ListAsync(Query<Thing>.All)).Select(t => (t.Id, t.Count, t.Version)), Is.EqualTo(new[] { ("T-1", 2, 2) }));
        Assert.That((await host.Queue.DepthAsync(QueueName.Inbox, default)).Waiting, Is.Zero);
    }

    [Test]
    public async Task A_new_document_under_a_taken_id_conflicts()
    {
        await host.CommitAsync(w => w.Save(new Thing { Id = "T-1" }));
        await Assert.ThrowsAsync<ConflictException>(() => host.CommitAsync(w => w.Save(new Thing { Id = "T-1" })));
    }

    [Test]
    public async Task A_change_of_a_document_that_is_not_there_conflicts()
    {
        await Assert.ThrowsAsync<ConflictException>(() => host.CommitAsync(w => w.Save(new Thing { Id = "T-1", Version = 4 })));
        Assert.That(await host.FindAsync<Thing>("T-1"), Is.Null);
    }

    [TestCase("ou_AbC", "ou_aBc")]
    [TestCase("B-1", "B-01")]
    [TestCase("a/b", "a\\b")]
    [TestCase("' or 1=1 --", "%")]
    [TestCase("$.x", "@0")]
    [TestCase("\u00e9", "e\u0301")]
    [TestCase("😀", "😁")]
    [TestCase(" a", "a")]
    [TestCase("null", "0")]
    public async Task Ids_that_differ_by_anything_are_different_documents(string one, string other)
    {
        await host.CommitAsync(w =>
        {
            w.Save(new Thing { Id = one, Count = 1 });
            w.Save(new Thing { Id = other, Count = 2 });
        });
        Assert.That((await host.FindAsync<Thing>(one))?.Count, Is.EqualTo(1));
        Assert.That((await host.FindAsync<Thing>(other))?.Count, Is.EqualTo(2));
        Assert.That(await host.Store.HistoryAsync("contract-things", one, default), Has.Count.EqualTo(1));
        Assert.That(await host.Store.HistoryAsync("contract-things", other, default), Has.Count.EqualTo(1));
    }

    [TestCase("")]
    [TestCase("a\0b")]
    [TestCase("a\u0001b")]
    [TestCase("a\nb")]
    public async Task An_id_that_cannot_be_kept_is_refused(string id)
    {
        await using var work = host.Store.Begin();
        Assert.Throws<ArgumentException>(() => work.Save(new Thing { Id = id }));
        Assert.Throws<ArgumentException>(() => work.Save(new Thing { Id = new string('长', 201) }));
        Assert.Throws<ArgumentException>(() => work.Save(new Thing { Id = "\ud83d" }));
    }

    [Test]
    public async Task The_longest_id_is_kept()
    {
        var id = new string('长', 200);
        await host.CommitAsync(w => w.Save(new Thing { Id = id, Owner = new string('长', 5000) }));
        Assert.That((await host.FindAsync<Thing>(id))?.Owner, Has.Length.EqualTo(5000));
        Assert.That(await host.Store.HistoryAsync("contract-things", id, default), Has.Count.EqualTo(1));
        Assert.That(await host.ListAsync(Query<Thing>.All.Equal(t => t.Owner, new string('长', 5000))), Has.Count.EqualTo(1));
        Assert.That(await host.ListAsync(Query<Thing>.All.Equal(t => t.Owner, new string('长', 4999))), Is.Empty);
    }

    [Test]
    public async Task A_unit_of_work_sees_what_it_staged_and_others_do_not()
    {
        await host.CommitAsync(w =>
        {
            w.Save(new Thing { Id = "T-1", Count = 1, Owner = "a" });
            w.Save(new Thing { Id = "T-2", Count = 2, Owner = "a" });
        });
        await using var work = host.Store.Begin();
        var first = await work.FindAsync<Thing>("T-1", default);
        work.Save(first! with { Owner = "b" });
        work.Save((await work.FindAsync<Thing>("T-1", default))! with { Owner = "b", Count = 9 });
        work.Save(new Thing { Id = "T-0", Owner = "a", Count = 5 });

        var query = Query<Thing>.All.Equal(t => t.Owner, "a").OrderByDescending(t => t.Count);
        Assert.That((await work.ListAsync(query, default)).Select(t => t.Id), Is.EqualTo(new[] { "T-0", "T-2" }));
        Assert.That((await work.ListAsync(query.Take(1), default)).Select(t => t.Id), Is.EqualTo(new[] { "T-0" }));
        Assert.That(work.Staged.Select(d => d.Id), Is.EqualTo(new[] { "T-1", "T-0" }));
        Assert.That((await host.ListAsync(query)).Select(t => t.Id), Is.EqualTo(new[] { "T-2", "T-1" }));

        await work.CommitAsync(host.Cause, default);
        Assert.That((await host.FindAsync<Thing>("T-1"))!.Count, Is.EqualTo(9));
        Assert.That((await host.FindAsync<Thing>("T-1"))!.Version, Is.EqualTo(2), "staged twice, saved once");
    }

    [Test]
    public async Task Plumbing_can_be_removed_and_what_the_ledger_remembers_cannot()
    {
        await host.CommitAsync(w =>
        {
            w.Save(new Plumbing { Id = "p" });
            w.Save(new Thing { Id = "T-1" });
        });
        var plumbing = await host.FindAsync<Plumbing>("p");
        var thing = await host.FindAsync<Thing>("T-1");
        await using var work = host.Store.Begin();
        work.Delete(plumbing!);
        Assert.That(await work.FindAsync<Plumbing>("p", default), Is.Null);
        Assert.That(await work.ListAsync(Query<Plumbing>.All, default), Is.Empty);
        Assert.Throws<InvalidOperationException>(() => work.Delete(thing!));
        await work.CommitAsync(host.Cause, default);

        Assert.That(await host.FindAsync<Plumbing>("p"), Is.Null);
        await Assert.ThrowsAsync<ConflictException>(() => host.CommitAsync(w => w.Delete(plumbing!)));
        await host.CommitAsync(w => w.Save(new Plumbing { Id = "p", Count = 2 }));
        Assert.That((await host.FindAsync<Plumbing>("p"))!.Version, Is.EqualTo(1));
    }

    [Test]
    public async Task Sequences_count_from_one_without_doubles_and_survive_a_restart()
    {
        await host.CommitAsync(async w => Assert.That(await w.NextAsync("B", default), Is.EqualTo(1)));
        await using (var refused = host.Store.Begin())
            Assert.That(await refused.NextAsync("B", default), Is.EqualTo(2));
        await host.CommitAsync(async w =>
        {
            Assert.That(await w.NextAsync("B", default), Is.GreaterThanOrEqualTo(2));
            Assert.That(await w.NextAsync("B", default), Is.GreaterThanOrEqualTo(3));
            Assert.That(await w.NextAsync("G", default), Is.EqualTo(1));
        });
        await host.RestartAsync();
        await using var work = host.Store.Begin();
        Assert.That(await work.NextAsync("B", default), Is.GreaterThanOrEqualTo(4));
    }

    [Test]
    public async Task An_empty_unit_of_work_commits()
    {
        await host.CommitAsync(_ => { });
        Assert.That(await host.ListAsync(Query<Thing>.All), Is.Empty);
    }

    [Test]
    public async Task A_unit_that_cannot_be_stored_does_not_take_others_with_it()
    {
        var huge = new string('x', 20_000_000);
        var units = Enumerable.Range(0, 20).Select(i => host.CommitAsync(w =>
            w.Save(new Thing { Id = $"T-{i}", Notes = new Dictionary<string, string> { ["n"] = i == 7 ? huge : "small" } }))).ToList();
        var failed = 0;
        foreach (var unit in units)
        {
            try
            {
                await unit;
            }
            catch (Exception e) when (e is not AssertionException)
            {
                failed++;
            }
        }

        Assert.That((await host.ListAsync(Query<Thing>.All)).Count, Is.EqualTo(20 - failed));
        Assert.That(failed, Is.LessThanOrEqualTo(1));
        await host.CommitAsync(w => w.Save(new Thing { Id = "after" }));
        Assert.That(await host.FindAsync<Thing>("after"), Is.Not.Null);
    }

    protected static string Json<T>(T document) => JsonSerializer.Serialize(document, DocumentJson.Options);

    protected abstract StorageHost Create();
}

[Parallelizable(ParallelScope.Fixtures)]
public sealed class LiteDbStoreTests : StoreContract
{
    protected override StorageHost Create() => new LiteDbHost();
}
