using System.Linq.Expressions;

namespace CollabBot.Core.Storage;

/// <summary>The closed set of comparisons that every store translates.</summary>
public enum Comparison
{
    /// <summary>The field equals the one value.</summary>
    Equal,

    /// <summary>The field equals one of the values.</summary>
    In,

    /// <summary>The field is less than the one value; a missing field never is.</summary>
    Before,

    /// <summary>The field is greater than or equal to the one value.</summary>
    AtLeast,

    /// <summary>The field is null or absent.</summary>
    Missing,

    /// <summary>The field is a list that holds the one value.</summary>
    Contains,
}

/// <summary>One filter: a camelCase JSON path, a comparison and its values in their JSON form (string, number, bool).</summary>
public sealed record Condition(string Field, Comparison Comparison, IReadOnlyList<object?> Values);

/// <summary>A question every store answers alike: filters joined by "and", an order, a limit. Text compares by ordinal.</summary>
public sealed record Query<T>(IReadOnlyList<Condition> Conditions, string? OrderField = null, bool Descending = false, int? Limit = null)
    where T : Document
{
    /// <summary>Every document of the collection, by id.</summary>
    public static Query<T> All { get; } = new([]);

    /// <summary>Keeps documents whose field equals the value.</summary>
    public Query<T> Equal<TValue>(Expression<Func<T, TValue>> field, TValue value) => With(field, Comparison.Equal, value);

    /// <summary>Keeps documents whose field equals one of the values.</summary>
    public Query<T> In<TValue>(Expression<Func<T, TValue>> field, params TValue[] values) =>
        this with { Conditions = [.. Conditions, new Condition(FieldPath.Of(field), Comparison.In, [.. values.Select(v => FieldPath.Plain(v))])] };

    /// <summary>Keeps documents whose field is less than the value.</summary>
    public Query<T> Before<TValue>(Expression<Func<T, TValue>> field, TValue value) => With(field, Comparison.Before, value);

    /// <summary>Keeps documents whose field is the value or more.</summary>
    public Query<T> AtLeast<TValue>(Expression<Func<T, TValue>> field, TValue value) => With(field, Comparison.AtLeast, value);

    /// <summary>Keeps documents whose field has no value.</summary>
    public Query<T> Missing<TValue>(Expression<Func<T, TValue>> field) =>
        this with { Conditions = [.. Conditions, new Condition(FieldPath.Of(field), Comparison.Missing, [])] };

    /// <summary>Keeps documents whose list holds the value.</summary>
    public Query<T> Contains<TValue>(Expression<Func<T, IEnumerable<TValue>>> field, TValue value) => With(field, Comparison.Contains, value);

    /// <summary>Orders by one field, ties by id.</summary>
    public Query<T> OrderBy<TValue>(Expression<Func<T, TValue>> field) => this with { OrderField = FieldPath.Of(field), Descending = false };

    /// <summary>Orders by one field from the largest, ties by id.</summary>
    public Query<T> OrderByDescending<TValue>(Expression<Func<T, TValue>> field) => this with { OrderField = FieldPath.Of(field), Descending = true };

    /// <summary>Keeps the first documents only.</summary>
    public Query<T> Take(int limit) => this with { Limit = limit };

    private Query<T> With(LambdaExpression field, Comparison comparison, object? value) =>
        this with { Conditions = [.. Conditions, new Condition(FieldPath.Of(field), comparison, [FieldPath.Plain(value)])] };
}
