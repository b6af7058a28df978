using System.Text.Json;

namespace CollabBot.Core.Storage;

/// <summary>
/// The meaning of a query, in memory: stores use it for what their indexes cannot answer and for documents that are only staged.
/// A missing field equals null, is never before or at least anything, and sorts before every value.
/// </summary>
public static class QueryMatch
{
    /// <summary>Whether a stored document passes every filter.</summary>
    public static bool All(IReadOnlyList<Condition> conditions, JsonElement document)
    {
        foreach (var condition in conditions)
            if (!One(condition, document))
                return false;
        return true;
    }

    /// <summary>The plain value at a path, or null when it is absent, null or no plain value.</summary>
    public static object? Value(JsonElement document, string path) => At(document, path) is { } found ? Plain(found) : null;

    /// <summary>Order of two plain values; values of different kinds order by kind, null first.</summary>
    public static int Compare(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (long a, long b) => a.CompareTo(b),
        _ when IsNumber(left) && IsNumber(right) => Number(left!).CompareTo(Number(right!)),
        _ => Rank(left).CompareTo(Rank(right)),
    };

    /// <summary>Puts documents in the order of the query (ties by id, ascending) and keeps as many as it asks for.</summary>
    public static IReadOnlyList<TItem> Arrange<TItem>(List<TItem> items, Func<TItem, string> id, Func<TItem, object?>? key, bool descending, int? limit)
    {
        items.Sort((a, b) =>
        {
            var order = key is null ? 0 : Compare(key(a), key(b));
            return order == 0 ? string.CompareOrdinal(id(a), id(b)) : descending ? -order : order;
        });
        return limit is { } most && most < items.Count ? items.GetRange(0, Math.Max(0, most)) : items;
    }

    private static bool One(Condition condition, JsonElement document)
    {
        if (condition.Comparison == Comparison.Contains)
            return At(document, condition.Field) is { ValueKind: JsonValueKind.Array } list
                && list.EnumerateArray().Any(member => Same(Plain(member), condition.Values[0]));

        var value = Value(document, condition.Field);
        return condition.Comparison switch
        {
            Comparison.Equal => Same(value, condition.Values[0]) && (value is not null || IsMissing(document, condition.Field)),
            Comparison.In => condition.Values.Any(v => Same(value, v)) && (value is not null || IsMissing(document, condition.Field)),
            Comparison.Before => Comparable(value, condition.Values[0]) && Compare(value, condition.Values[0]) < 0,
            Comparison.AtLeast => Comparable(value, condition.Values[0]) && Compare(value, condition.Values[0]) >= 0,
            Comparison.Missing => IsMissing(document, condition.Field),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static JsonElement? At(JsonElement document, string path)
    {
        foreach (var part in path.Split('.'))
            if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty(part, out document))
                return null;
        return document;
    }

    private static bool IsMissing(JsonElement document, string path) => At(document, path) is not { } found || found.ValueKind == JsonValueKind.Null;

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        _ => null,
    };

    private static bool Same(object? left, object? right) =>
        left is null || right is null ? left is null && right is null : Comparable(left, right) && Compare(left, right) == 0;

    private static bool Comparable(object? left, object? right) => left is not null && right is not null && Rank(left) == Rank(right);

    private static bool IsNumber(object? value) => value is long or double;

    private static double Number(object value) => value is long whole ? whole : (double)value;

    private static int Rank(object? value) => value switch
    {
        null => 0,
        bool => 1,
        long or double => 2,
        _ => 3,
    };
}
