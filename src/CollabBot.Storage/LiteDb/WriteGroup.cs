using LiteDB;
using LiteDB.Engine;

namespace CollabBot.Storage.LiteDb;

/// <summary>The transaction of one group; used on the writer thread only.</summary>
internal sealed class WriteGroup(LiteEngine engine)
{
    /// <summary>True once anything was written: only then does a commit page follow.</summary>
    public bool Wrote { get; private set; }

    /// <summary>The row as this transaction sees it, or null.</summary>
    public BsonDocument? Find(string collection, BsonValue id)
    {
        using var reader = engine.Query(collection, Rows.ById(id));
        return reader.Read() ? reader.Current.AsDocument : null;
    }

    public List<BsonDocument> List(string collection, Query query) => Rows.Read(engine, collection, query);

    public void Insert(string collection, BsonDocument row)
    {
        Wrote = true;
        engine.Insert(collection, [row], BsonAutoId.ObjectId);
    }

    public void Update(string collection, BsonDocument row)
    {
        Wrote = true;
        if (engine.Update(collection, [row]) != 1)
            throw new InvalidOperationException($"{collection} lost a row");
    }

    public void Upsert(string collection, BsonDocument row)
    {
        Wrote = true;
        engine.Upsert(collection, [row], BsonAutoId.ObjectId);
    }

    public void Delete(string collection, params BsonValue[] ids)
    {
        Wrote = true;
        engine.Delete(collection, ids);
    }
}

/// <summary>Queries of LiteDB that are used again and again. Readers are always drained at once: an open one stops checkpoints.</summary>
internal static class Rows
{
    public static Query ById(BsonValue id)
    {
        var query = new Query { Limit = 1 };
        query.Where.Add(BsonExpression.Create("_id = @0", id));
        return query;
    }

    public static Query Where(BsonExpression? condition)
    {
        var query = new Query();
        if (condition is not null)
            query.Where.Add(condition);
        return query;
    }

    public static List<BsonDocument> Read(LiteEngine engine, string collection, Query query) => [.. Stream(engine, collection, query)];

    /// <summary>Row by row; only while opening, when nobody else waits.</summary>
    public static IEnumerable<BsonDocument> Stream(LiteEngine engine, string collection, Query query)
    {
        using var reader = engine.Query(collection, query);
        while (reader.Read())
            yield return reader.Current.AsDocument;
    }
}
