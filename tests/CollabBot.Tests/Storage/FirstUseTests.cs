using CollabBot.Core.Storage;
using CollabBot.Tests.Contracts;

namespace CollabBot.Tests.Storage;

/// <summary>A collection comes into being by its first document, while others already ask for what is not there.</summary>
public sealed class FirstUseTests
{
    [Collection("firstPlain", Ledger = false)]
    private sealed record Plain : Document;

    [Collection("firstIndexed", "at", Ledger = false)]
    private sealed record Indexed : Document
    {
        public int At { get; init; }
    }

    [Test]
    [CancelAfter(120_000)]
    public async Task A_collection_can_be_looked_into_while_it_is_made(CancellationToken cancel)
    {
        for (var round = 0; round < 40; round++)
        {
            await using var host = new LiteDbHost();
            var looking = Enumerable.Range(0, 6).Select(i => Task.Run(async () =>
            {
                for (var looks = 0; looks < 60; looks++)
                {
                    await using var work = host.Store.Begin();
                    _ = i % 2 == 0 ? (Document?)await work.FindAsync<Plain>($"{looks}", cancel) : await work.FindAsync<Indexed>($"{looks}", cancel);
                }
            }, cancel)).ToList();
            await host.CommitAsync(work => work.Save(new Plain { Id = "a" }));
            await host.CommitAsync(work => work.Save(new Indexed { Id = "a" }));
            await Task.WhenAll(looking);
            Assert.That((await host.FindAsync<Plain>("a"), await host.FindAsync<Indexed>("a")), Is.Not.EqualTo(((Plain?)null, (Indexed?)null)));
        }
    }
}
