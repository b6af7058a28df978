using System.Collections.Concurrent;
using System.Text.Json;
using CollabBot.Core.Storage;
using LiteDB;

namespace CollabBot.Storage.LiteDb;

/// <summary>
/// A document as a LiteDB row: <c>{_id, v: version, h: hash of its last ledger entry, j: its JSON, x: its indexed fields}</c>. The JSON is kept as text, because
/// BSON would lose what the ledger hashes: the scale of decimals, the order and the case of keys.
/// </summary>
internal static class DocumentRows
{
    // an index key may have 1,023 bytes; longer words are cut here and compared in full afterwards
    private const int LongestKey = 200;
    private const string Prefix = "doc_";
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);

    public static string Collection(string name) => Names.GetOrAdd(name, static n => Prefix + n.Replace('-', '_'));

    public static bool IsDocuments(string collection) => collection.StartsWith(Prefix, StringComparison.Ordinal);

    public static BsonDocument Make(string id, int version, string hash, string json, BsonDocument indexed) => new()
    {
        ["_id"] = id,
        ["v"] = version,
        ["h"] = hash,
        ["j"] = json,
        ["x"] = indexed,
    };

    public static BsonDocument IndexedValues(CollectionShape shape, string json)
    {
        var values = new BsonDocument();
        if (shape.Fields.Count == 0)
            return values;
        using var document = JsonDocument.Parse(json);
        foreach (var field in shape.Fields)
            if (Find(document.RootElement, field.Path) is { } found && Value(found) is { } value)
                values[Column(field.Path)] = value;
        return values;
    }

    public static string Column(string path) => path.Replace('.', '_');

    public static string IndexExpression(IndexedField field) => field.IsList ? $"$.x.{Column(field.Path)}[*]" : $"$.x.{Column(field.Path)}";

    /// <summary>The filter an index can answer with, at least, every row that passes; null when the whole collection must be looked at.</summary>
    public static BsonExpression? Candidates(CollectionShape shape, IReadOnlyList<Condition> conditions) =>
        conditions.OrderBy(c => Cost(c.Comparison)).Select(c => Candidates(shape, c)).FirstOrDefault(e => e is not null);

    /// <summary>True when the candidates are exactly the answer, so that the JSON need not be looked into.</summary>
    public static bool AreExact(CollectionShape shape, IReadOnlyList<Condition> conditions) =>
        conditions.Count == 0
        || (conditions is [{ Comparison: Comparison.Equal or Comparison.Contains, Values: [string { Length: < LongestKey }] }] && Candidates(shape, conditions) is not null);

    private static BsonExpression? Candidates(CollectionShape shape, Condition condition)
    {
        if (condition.Values.Any(v => v is null))
            return null;
        if (condition is { Field: "id", Comparison: Comparison.Equal })
            return BsonExpression.Create("_id = @0", Key(condition.Values[0]));
        if (shape.Fields.FirstOrDefault(f => f.Path == condition.Field) is not { } field)
            return null;
        var path = IndexExpression(field);
        return condition.Comparison switch
        {
            Comparison.Contains when field.IsList => BsonExpression.Create($"{path} ANY = @0", Key(condition.Values[0])),
            _ when field.IsList => null,
            Comparison.Equal => BsonExpression.Create($"{path} = @0", Key(condition.Values[0])),
            Comparison.In => BsonExpression.Create($"{path} IN @0", new BsonArray(condition.Values.Select(Key).Distinct())),
            // A missing field sorts before every value, and there may be very many
            Comparison.Before => BsonExpression.Create($"{path} BETWEEN @0 AND @1", Least(condition.Values[0]), Key(condition.Values[0])),
            Comparison.AtLeast => BsonExpression.Create($"{path} >= @0", Key(condition.Values[0])),
            Comparison.Missing => BsonExpression.Create($"{path} = @0", BsonValue.Null),
            _ => null,
        };
    }

    private static int Cost(Comparison comparison) => comparison switch
    {
        Comparison.Equal => 0,
        Comparison.Contains => 1,
        Comparison.In => 2,
        Comparison.AtLeast or Comparison.Before => 3,
        _ => 4,
    };

    private static BsonValue Key(object? value) => value switch
    {
        string text => Cut(text),
        long whole => whole,
        double number => number,
        bool flag => flag,
        _ => BsonValue.Null,
    };

    private static BsonValue Least(object? value) => value switch
    {
        string => "",
        long or double => double.MinValue,
        bool => false,
        _ => BsonValue.Null,
    };

    private static JsonElement? Find(JsonElement document, string path)
    {
        foreach (var part in path.Split('.'))
            if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty(part, out document))
                return null;
        return document;
    }

    private static BsonValue? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Cut(element.GetString()!),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => new BsonArray(element.EnumerateArray().Select(Value).OfType<BsonValue>().Distinct()),
        _ => null,
    };

    private static string Cut(string text) =>
        text.Length <= LongestKey ? text : text[..(char.IsHighSurrogate(text[LongestKey - 1]) ? LongestKey - 1 : LongestKey)];
}
