using LiteDB;
using LiteDB.Engine;

namespace CollabBot.Storage.LiteDb;

/// <summary>
/// The transaction of one group; used on the writer thread only. Changes are gathered in memory, where a later one of a row takes the place of an earlier one, and go to LiteDB
/// in one sweep per collection: a call into it costs more than a row.
/// </summary>
internal sealed class WriteGroup(LiteEngine engine, RecentRows recent)
{
    private readonly Dictionary<string, CollectionChanges> changes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);

    /// <summary>How many changes were staged so far.</summary>
    public int Staged { get; private set; }

    /// <summary>True once LiteDB was given something: only then does a commit page follow.</summary>
    public bool Wrote { get; private set; }

    /// <summary>The document's row as this group leaves it, or null. Where <paramref name="mustExist"/> is false and nobody touched it lately, LiteDB is not asked: the unique key tells when it does exist.</summary>
    public RecentRow? Document(string collection, string id, bool mustExist)
    {
        if (changes.TryGetValue(collection, out var staged) && staged.TryFind(id, out var row))
            return row is null ? null : RecentRow.Of(row);
        if (recent.Find(collection, id) is { } known)
            return known;
        if (!mustExist || Find(collection, id) is not { } stored)
            return null;
        var found = RecentRow.Of(stored);
        recent.Put(collection, id, found);
        return found;
    }

    /// <summary>The row as this group leaves it, or null.</summary>
    public BsonDocument? Find(string collection, BsonValue id)
    {
        if (changes.TryGetValue(collection, out var staged) && staged.TryFind(id, out var row))
            return row;
        using var reader = engine.Query(collection, Rows.ById(id));
        return reader.Read() ? reader.Current.AsDocument : null;
    }

    public List<BsonDocument> List(string collection, Query query) => Rows.Read(engine, collection, query);

    public void Insert(string collection, BsonDocument row) => Changes(collection).Insert(row);

    public void Update(string collection, BsonDocument row) => Changes(collection).Update(row);

    public void Upsert(string collection, BsonDocument row) => Changes(collection).Upsert(row);

    public void Delete(string collection, BsonValue id) => Changes(collection).Delete(id);

    /// <summary>The sequence is at least this far.</summary>
    public void Raise(string sequence, long number)
    {
        Staged++;
        sequences[sequence] = Math.Max(number, sequences.GetValueOrDefault(sequence));
    }

    /// <summary>Hands everything to LiteDB, in its transaction.</summary>
    public void Flush()
    {
        foreach (var (sequence, number) in sequences)
            if (number > recent.SequenceAt(sequence))
                Changes(SequenceTable.Collection).Upsert(SequenceTable.Row(sequence, number));
        foreach (var (collection, rows) in changes.Where(c => c.Value.Any))
        {
            rows.WriteTo(engine, collection);
            Wrote = true;
        }
    }

    /// <summary>It is on the disk: what was changed is remembered for those who ask next.</summary>
    public void Publish()
    {
        foreach (var (sequence, number) in sequences)
            recent.SequenceIsAt(sequence, number);
        foreach (var (collection, rows) in changes)
            if (DocumentRows.IsDocuments(collection))
                foreach (var (id, row) in rows.All)
                    recent.Put(collection, id.AsString, row is null ? null : RecentRow.Of(row));
    }

    private CollectionChanges Changes(string collection)
    {
        Staged++;
        if (!changes.TryGetValue(collection, out var found))
            changes.Add(collection, found = new CollectionChanges());
        return found;
    }
}
