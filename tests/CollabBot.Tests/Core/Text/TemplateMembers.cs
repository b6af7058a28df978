using System.Collections;
using System.Reflection;
using CollabBot.Core.Text;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace CollabBot.Tests.Core.Text;

/// <summary>Walks a template along the types of its view, into every branch: what no rendering happens to reach is checked, too.</summary>
internal sealed class TemplateMembers
{
    private static readonly HashSet<string> Functions = [.. FunctionNames(), "array", "string", "empty", "for"];

    private readonly Dictionary<string, Type?> variables = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];
    private readonly string path;

    private TemplateMembers(string path, Type view)
    {
        this.path = path;
        foreach (var (name, type) in Members(view))
            variables[name] = type;
    }

    /// <summary>One sentence per name that the view does not have and per enum name that the enum does not have.</summary>
    public static IReadOnlyList<string> Unknown(string path, string text, Type view)
    {
        var walk = new TemplateMembers(path, view);
        if (Template.Parse(text, path).Page is { } page)
            walk.Visit(page);
        return walk.problems;
    }

    private void Visit(ScriptNode? node)
    {
        switch (node)
        {
            case null:
                return;
            case ScriptForStatement { Variable: ScriptVariable variable } loop:
                variables[variable.Name] = Element(TypeOf(loop.Iterator));
                break;
            case ScriptAssignExpression { Target: ScriptVariable target } assign:
                variables[target.Name] = TypeOf(assign.Value);
                break;
            case ScriptMemberExpression member:
                TypeOf(member);
                return;
            case ScriptVariableGlobal variable when !variables.ContainsKey(variable.Name) && !Functions.Contains(variable.Name):
                Report(variable, $"the view has no '{variable.Name}'");
                break;
            case ScriptBinaryExpression { Operator: ScriptBinaryOperator.CompareEqual or ScriptBinaryOperator.CompareNotEqual } comparison:
                Compare(comparison.Left, comparison.Right);
                Compare(comparison.Right, comparison.Left);
                break;
        }

        for (var i = 0; i < node.ChildrenCount; i++)
            Visit(node.GetChildren(i));
    }

    private Type? TypeOf(ScriptNode? node) => node switch
    {
        ScriptVariable variable => variables.GetValueOrDefault(variable.Name),
        ScriptMemberExpression member => Member(member),
        ScriptIndexerExpression indexer => Element(TypeOf(indexer.Target)),
        ScriptNestedExpression nested => TypeOf(nested.Expression),
        _ => null,
    };

    private Type? Member(ScriptMemberExpression member)
    {
        if (member.Target is not ScriptMemberExpression)
            Visit(member.Target);
        var (target, name) = (TypeOf(member.Target), member.Member?.Name ?? "");
        if (target is null || (name == "size" && (Element(target) is not null || target == typeof(string))))
            return null;
        if (Members(target).TryGetValue(name, out var type))
            return type;
        Report(member, $"{target.Name} has no '{name}'");
        return null;
    }

    private void Compare(ScriptNode? side, ScriptNode? other)
    {
        if (TypeOf(side) is { IsEnum: true } words && other is ScriptLiteral { Value: string name } && !Enum.TryParse(words, name, ignoreCase: true, out _))
            Report(other, $"{words.Name} has no '{name}'");
    }

    private void Report(ScriptNode node, string problem) => problems.Add($"templates/{path}({node.Span.Start.Line + 1}): {problem}");

    private static Dictionary<string, Type?> Members(Type type) => type == typeof(string) || type.IsPrimitive || type.IsEnum || type.Namespace == "System"
        ? []
        : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0)
            .ToDictionary(p => StandardMemberRenamer.Rename(p.Name), p => Nullable.GetUnderlyingType(p.PropertyType) ?? (Type?)p.PropertyType, StringComparer.Ordinal);

    private static Type? Element(Type? type) => type is null || type == typeof(string) || typeof(IDictionary).IsAssignableFrom(type)
        ? null
        : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0];

    private static IEnumerable<string> FunctionNames()
    {
        var functions = new ScriptObject();
        TemplateFunctions.Add(functions);
        return functions.Keys;
    }
}
