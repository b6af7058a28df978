using System.Text.Json;
using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;

namespace CollabBot.Storage.LiteDb;

/// <summary>Stages in memory; the writer checks and commits.</summary>
internal sealed class LiteDbUnitOfWork(LiteDbDatabase database) : IUnitOfWork
{
    private readonly StagedDocuments staged = new();
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);
    private readonly Stack<(string Sequence, long Number)> numbers = new();
    private readonly List<Envelope> envelopes = [];
    private readonly List<Lease> finished = [];
    private bool submitted;

    public IReadOnlyList<Document> Staged => [.. staged.Changes.Select(c => c.Document).OfType<Document>()];

    public async Task<T?> FindAsync<T>(string id, CancellationToken cancel)
        where T : Document
    {
        var shape = CollectionShape.Of(typeof(T));
        if (staged.TryFind(shape, id, out var found))
            return (T?)found;
        if (database.Recent.Find(DocumentRows.Collection(shape.Name), id) is { } recent)
            return Read<T>(recent.Json);
        await database.PrepareAsync(shape);
        var rows = await database.ReadAsync(DocumentRows.Collection(shape.Name), Rows.ById(id), cancel);
        return rows is [var row] ? Read<T>(row["j"].AsString) : null;
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query, CancellationToken cancel)
        where T : Document
    {
        var shape = CollectionShape.Of(typeof(T));
        await database.PrepareAsync(shape);
        var overlaid = staged.Touches(shape);
        var committed = await CommittedAsync(shape, overlaid ? query with { Limit = null } : query, cancel);
        return overlaid ? staged.Overlay(committed, query) : committed;
    }

    public void Save<T>(T document)
        where T : Document => staged.Save(document);

    public void Delete<T>(T document)
        where T : Document => staged.Delete(document);

    public Task<long> NextAsync(string sequence, CancellationToken cancel)
    {
        var number = database.Sequences.Next(sequence);
        numbers.Push((sequence, number));
        sequences[sequence] = number;
        return Task.FromResult(number);
    }

    public void Enqueue(Envelope envelope) => envelopes.Add(envelope);

    public void Finish(Lease lease) => finished.Add(lease);

    public async Task CommitAsync(Cause cause, CancellationToken cancel)
    {
        if (submitted)
            throw new InvalidOperationException("A unit of work commits once");
        foreach (var shape in staged.Changes.Select(c => c.Shape).Distinct())
            await database.PrepareAsync(shape);
        cancel.ThrowIfCancellationRequested();

        var changes = new UnitChanges(
            [.. staged.Changes.Select(DocumentChange.Of)],
            sequences,
            [.. envelopes.Select(e => (e, EnvelopeRows.Prints(e.Queue, e.Key, [])))],
            finished,
            cause);
        submitted = true;
        try
        {
            await database.Writer.SubmitAsync(new CommitJob(database.Queues, changes), CancellationToken.None);
        }
        catch (ConflictException)
        {
            GiveNumbersBack();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        if (!submitted)
            GiveNumbersBack();
        return ValueTask.CompletedTask;
    }

    private static T Read<T>(string json)
        where T : Document => JsonSerializer.Deserialize<T>(json, DocumentJson.Options)!;

    private async Task<IReadOnlyList<T>> CommittedAsync<T>(CollectionShape shape, Query<T> query, CancellationToken cancel)
        where T : Document
    {
        var rows = await database.ReadAsync(
            DocumentRows.Collection(shape.Name), Rows.Where(DocumentRows.Candidates(shape, query.Conditions)), cancel);
        var exact = query.OrderField is null && DocumentRows.AreExact(shape, query.Conditions);
        var found = new List<(string Id, string Json, object? Key)>(rows.Count);
        foreach (var row in rows)
        {
            var json = row["j"].AsString;
            if (exact)
            {
                found.Add((row["_id"].AsString, json, null));
                continue;
            }

            using var document = JsonDocument.Parse(json);
            if (QueryMatch.All(query.Conditions, document.RootElement))
                found.Add((row["_id"].AsString, json, query.OrderField is null ? null : QueryMatch.Value(document.RootElement, query.OrderField)));
        }

        var arranged = QueryMatch.Arrange(found, r => r.Id, query.OrderField is null ? null : r => r.Key, query.Descending, query.Limit);
        return [.. arranged.Select(r => Read<T>(r.Json))];
    }

    private void GiveNumbersBack()
    {
        while (numbers.TryPop(out var number))
            database.Sequences.GiveBack(number.Sequence, number.Number);
    }
}
