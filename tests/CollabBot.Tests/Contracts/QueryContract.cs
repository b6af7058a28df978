using CollabBot.Core.Storage;
using CsCheck;

namespace CollabBot.Tests.Contracts;

/// <summary>Every query on random documents gives what an oracle over plain objects gives; committed or half of it only staged.</summary>
public abstract class QueryContract
{
    private static readonly Gen<string> Word = Any("a", "A", "b", "ab", "é", "周敏", "", "z", new string('x', 300), new string('x', 301));
    private static readonly Gen<DateTimeOffset> Instant =
        Gen.Int[0, 5].Select(i => new DateTimeOffset(2026, 9, 30, 22, 0, 0, TimeSpan.FromHours(8)).AddHours(i).AddTicks(i % 2));

    private static readonly Gen<Thing> AnyThing = Gen.Select(
        Word.Null(),
        Word.List[0, 3],
        Gen.Select(Instant, Gen.Bool).Select((at, known) => known ? at : (DateTimeOffset?)null),
        Gen.Select(Gen.Int[-2, 2], Word.Null(), Gen.Bool).Select((rank, label, known) => known ? new Inner(rank, label) : null),
        Gen.Int[0, 3],
        Any(0m, 0.10m, 0.1m, 1.5m, 2_000_000m),
        Any(Mood.Calm, Mood.VeryBusy)).Select((owner, tags, due, inner, count, amount, mood) => new Thing
        {
            Id = "?",
            Owner = owner,
            Tags = tags,
            Due = due,
            Inner = inner,
            Count = count,
            Amount = amount,
            Ratio = (double)amount / 3,
            Flag = count == 1,
            Mood = mood,
        });

    private static readonly Gen<Asked> AnyFilter = Gen.OneOf(
        Word.Select(v => new Asked($"owner = {v}", q => q.Equal(t => t.Owner, v), t => t.Owner == v)),
        Gen.Select(Word, Word).Select((v, w) => new Asked($"owner in {v},{w}", q => q.In(t => t.Owner, v, w), t => t.Owner == v || t.Owner == w)),
        Word.Select(v => new Asked($"owner < {v}", q => q.Before(t => t.Owner, v), t => t.Owner is not null && string.CompareOrdinal(t.Owner, v) < 0)),
        Word.Select(v => new Asked($"owner >= {v}", q => q.AtLeast(t => t.Owner, v), t => t.Owner is not null && string.CompareOrdinal(t.Owner, v) >= 0)),
        Gen.Const(new Asked("no owner", q => q.Missing(t => t.Owner), t => t.Owner is null)),
        Word.Select(v => new Asked($"tagged {v}", q => q.Contains(t => t.Tags, v), t => t.Tags.Contains(v, StringComparer.Ordinal))),
        Instant.Select(v => new Asked($"due < {v:O}", q => q.Before(t => t.Due, v), t => t.Due < v)),
        Instant.Select(v => new Asked($"due >= {v:O}", q => q.AtLeast(t => t.Due, v), t => t.Due >= v)),
        Instant.Select(v => new Asked($"due = {v:O}", q => q.Equal(t => t.Due, v), t => t.Due == v)),
        Gen.Int[-2, 2].Select(v => new Asked($"rank = {v}", q => q.Equal(t => t.Inner!.Rank, v), t => t.Inner?.Rank == v)),
        Gen.Int[-2, 2].Select(v => new Asked($"rank < {v}", q => q.Before(t => t.Inner!.Rank, v), t => t.Inner?.Rank < v)),
        Gen.Const(new Asked("no rank", q => q.Missing(t => t.Inner!.Rank), t => t.Inner is null)),
        Word.Select(v => new Asked($"label = {v}", q => q.Equal(t => t.Inner!.Label, v), t => t.Inner?.Label == v)),
        Gen.Int[0, 3].Select(v => new Asked($"count >= {v}", q => q.AtLeast(t => t.Count, v), t => t.Count >= v)),
        Gen.Const(new Asked("amount = 0.1", q => q.Equal(t => t.Amount, 0.1m), t => t.Amount == 0.1m)),
        Gen.Const(new Asked("ratio < 0.5", q => q.Before(t => t.Ratio, 0.5), t => t.Ratio < 0.5)),
        Gen.Bool.Select(v => new Asked($"flag = {v}", q => q.Equal(t => t.Flag, v), t => t.Flag == v)),
        Any(Mood.Calm, Mood.VeryBusy).Select(v => new Asked($"mood = {v}", q => q.Equal(t => t.Mood, v), t => t.Mood == v)));

    private static readonly Gen<Order> AnyOrder = Any(
        new Order("by id", q => q, _ => 0, false),
        new Order("by due", q => q.OrderBy(t => t.Due), t => t.Due?.UtcTicks ?? -1, false),
        new Order("by due down", q => q.OrderByDescending(t => t.Due), t => t.Due?.UtcTicks ?? -1, true),
        new Order("by count down", q => q.OrderByDescending(t => t.Count), t => t.Count, true),
        new Order("by rank", q => q.OrderBy(t => t.Inner!.Rank), t => t.Inner?.Rank ?? -99, false));

    [Test]
    public async Task Every_query_answers_like_the_oracle()
    {
        var sample = Gen.Select(AnyThing.List[0, 25], Gen.Select(AnyFilter.List[0, 3], AnyOrder, Gen.Int[0, 30]).Array[8], Gen.Int[0, 25]);
        await sample.SampleAsync(
            async (things, questions, committed) =>
            {
                await using var host = Create();
                var all = things.Select((t, i) => t with { Id = $"T-{i}" }).ToList();
                await host.CommitAsync(w => all.Take(committed).ToList().ForEach(w.Save));
                await using var work = host.Store.Begin();
                all.Skip(committed).ToList().ForEach(work.Save);
                foreach (var (filters, order, limit) in questions)
                {
                    var query = order.Apply(filters.Aggregate(Query<Thing>.All, (q, f) => f.Apply(q)));
                    var expected = all.Where(t => filters.All(f => f.Holds(t))).OrderBy(t => t.Id, StringComparer.Ordinal);
                    var ordered = (order.Down ? expected.OrderByDescending(order.Key) : expected.OrderBy(order.Key)).Take(limit).Select(t => t.Id);
                    var answered = (await work.ListAsync(query.Take(limit), default)).Select(t => t.Id);
                    Assert.That(answered, Is.EqualTo(ordered), $"{string.Join(" and ", filters.Select(f => f.Name))} {order.Name} take {limit}");
                }
            },
            iter: 40,
            threads: 1);
    }

    protected abstract StorageHost Create();

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private sealed record Asked(string Name, Func<Query<Thing>, Query<Thing>> Apply, Func<Thing, bool> Holds);

    private sealed record Order(string Name, Func<Query<Thing>, Query<Thing>> Apply, Func<Thing, long> Key, bool Down);
}

[Parallelizable(ParallelScope.Fixtures)]
public sealed class LiteDbQueryTests : QueryContract
{
    protected override StorageHost Create() => new LiteDbHost();
}
