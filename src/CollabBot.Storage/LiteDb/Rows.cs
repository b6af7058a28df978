using LiteDB;
using LiteDB.Engine;

namespace CollabBot.Storage.LiteDb;

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
