using System.Linq.Expressions;
using System.Text.Json;

namespace CollabBot.Core.Storage;

/// <summary>Turns <c>b =&gt; b.Owner.Id</c> into the JSON path <c>owner.id</c>, and a value into its JSON form.</summary>
public static class FieldPath
{
    /// <summary>The camelCase path of a member chain; anything else is refused with an <see cref="ArgumentException"/>.</summary>
    public static string Of(LambdaExpression field)
    {
        var parts = new Stack<string>();
        var node = field.Body;
        while (node is UnaryExpression { NodeType: ExpressionType.Convert } convert)
            node = convert.Operand;
        while (node is MemberExpression member)
        {
            parts.Push(JsonNamingPolicy.CamelCase.ConvertName(member.Member.Name));
            node = member.Expression;
        }

        return node is ParameterExpression && parts.Count > 0
            ? string.Join('.', parts)
            : throw new ArgumentException($"A query names a field, not a calculation: {field}", nameof(field));
    }

    /// <summary>The value as it stands in the stored JSON: string, long, double, decimal, bool or null.</summary>
    public static object? Plain(object? value)
    {
        var element = JsonSerializer.SerializeToElement(value, DocumentJson.Options);
        return element.ValueKind switch
        {
            JsonValueKind.String => element.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            _ => throw new ArgumentException("A query compares with a plain value", nameof(value)),
        };
    }
}
