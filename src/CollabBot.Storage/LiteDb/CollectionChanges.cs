using LiteDB;
using LiteDB.Engine;

namespace CollabBot.Storage.LiteDb;

/// <summary>What a group does to the rows of one collection; the last word on each row counts.</summary>
internal sealed class CollectionChanges
{
    private readonly Dictionary<BsonValue, (Kind Kind, BsonDocument? Row)> rows = [];

    private enum Kind
    {
        Insert,
        Update,
        Upsert,
        Delete,
    }

    /// <summary>Each row touched as it is left; null = deleted.</summary>
    public IEnumerable<(BsonValue Id, BsonDocument? Row)> All => rows.Select(r => (r.Key, r.Value.Row));

    public bool Any => rows.Count > 0;

    public bool TryFind(BsonValue id, out BsonDocument? row)
    {
        var found = rows.TryGetValue(id, out var change);
        row = change.Row;
        return found;
    }

    public void Insert(BsonDocument row) => Put(row, rows.TryGetValue(row["_id"], out var before) && before.Kind == Kind.Delete ? Kind.Update : Kind.Insert);

    public void Update(BsonDocument row) => Put(row, rows.TryGetValue(row["_id"], out var before) ? before.Kind : Kind.Update);

    public void Upsert(BsonDocument row) => Put(row, Kind.Upsert);

    public void Delete(BsonValue id)
    {
        if (rows.TryGetValue(id, out var before) && before.Kind == Kind.Insert)
            rows.Remove(id);
        else
            rows[id] = (Kind.Delete, null);
    }

    /// <summary>All of it, one call per kind; throws when a row to change is not there.</summary>
    public void WriteTo(LiteEngine engine, string collection)
    {
        if (Of(Kind.Delete) is { Count: > 0 } gone)
            engine.Delete(collection, gone.Select(r => r.Key));
        if (Of(Kind.Insert) is { Count: > 0 } fresh)
            engine.Insert(collection, fresh.Select(r => r.Value.Row), BsonAutoId.ObjectId);
        if (Of(Kind.Update) is { Count: > 0 } changed && engine.Update(collection, changed.Select(r => r.Value.Row)) != changed.Count)
            throw new InvalidOperationException($"{collection} lost a row");
        if (Of(Kind.Upsert) is { Count: > 0 } either)
            engine.Upsert(collection, either.Select(r => r.Value.Row), BsonAutoId.ObjectId);
    }

    private void Put(BsonDocument row, Kind kind) => rows[row["_id"]] = (kind, row);

    private List<KeyValuePair<BsonValue, (Kind Kind, BsonDocument? Row)>> Of(Kind kind) => [.. rows.Where(r => r.Value.Kind == kind)];
}
