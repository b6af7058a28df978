using System.Globalization;
using CollabBot.Core.Ledger;
using LiteDB;

namespace CollabBot.Storage.LiteDb;

/// <summary>Ledger entries as rows whose id orders them by document and version.</summary>
internal static class LedgerRows
{
    public const string Collection = "ledger";

    public static BsonDocument Make(LedgerEntry entry) => new()
    {
        ["_id"] = Key(entry.Collection, entry.DocumentId, entry.Version),
        ["c"] = entry.Collection,
        ["d"] = entry.DocumentId,
        ["v"] = entry.Version,
        ["a"] = entry.ActorId,
        ["m"] = entry.Command,
        ["t"] = entry.At.UtcTicks,
        ["p"] = entry.PreviousHash,
        ["n"] = entry.ContentHash,
        ["h"] = entry.Hash,
    };

    public static LedgerEntry Read(BsonDocument row) => new(
        row["c"].AsString,
        row["d"].AsString,
        row["v"].AsInt32,
        row["a"].AsString,
        row["m"].AsString,
        new DateTimeOffset(row["t"].AsInt64, TimeSpan.Zero),
        row["p"].AsString,
        row["n"].AsString,
        row["h"].AsString);

    /// <summary>Every entry of one document, oldest first; no id holds the separator.</summary>
    public static Query OfDocument(string collection, string id)
    {
        var query = Rows.Where(BsonExpression.Create("_id BETWEEN @0 AND @1", Key(collection, id, 0), Key(collection, id, int.MaxValue)));
        query.OrderBy = "_id";
        return query;
    }

    public static Query After(string key, int count)
    {
        var query = Rows.Where(BsonExpression.Create("_id > @0", key));
        query.OrderBy = "_id";
        query.Limit = count;
        return query;
    }

    private static string Key(string collection, string id, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{collection}\u0001{id}\u0001{version:D10}");
}
