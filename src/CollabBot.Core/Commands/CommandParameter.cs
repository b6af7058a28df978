using System.Reflection;

namespace CollabBot.Core.Commands;

/// <summary>What a parameter takes from a line or a form.</summary>
public enum ParameterKind
{
    /// <summary>All words nothing else took.</summary>
    Rest,

    /// <summary>Text behind its label.</summary>
    Labelled,

    /// <summary>A person or a department.</summary>
    Assignee,

    /// <summary>A person.</summary>
    Person,

    /// <summary>Departments.</summary>
    Departments,

    /// <summary>A day.</summary>
    Day,

    /// <summary>Days from one through another.</summary>
    Span,

    /// <summary>An amount in yuan.</summary>
    Money,

    /// <summary>From a number to a number.</summary>
    Change,

    /// <summary>A record by id.</summary>
    Reference,

    /// <summary>A word of an enum.</summary>
    Choice,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A word that is there or not.</summary>
    Flag,
}

/// <summary>One constructor parameter of a command record. <see cref="Type"/> is never a <see cref="Nullable{T}"/>.</summary>
public sealed record CommandParameter(string Name, ParameterKind Kind, Type Type, bool Required)
{
    /// <summary>What it is when nothing is said.</summary>
    public object? Default { get; init; }

    /// <summary>Binds by its label only.</summary>
    public bool ByLabelOnly { get; init; }

    /// <summary>A form offers departments only.</summary>
    public bool DepartmentOnly { get; init; }

    /// <summary>A form shows several lines.</summary>
    public bool MultiLine { get; init; }

    /// <summary>Id prefixes it takes, upper case; none = any.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];

    /// <summary>Labels in every language, folded for matching, the longest first.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Describes a constructor parameter; null when no kind fits its type.</summary>
    internal static CommandParameter? Of(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        var labelled = parameter.IsDefined(typeof(LabelledAttribute), false);
        if (KindOf(type, labelled) is not { } kind)
            return null;
        var nullable = type != parameter.ParameterType
            || (!type.IsValueType && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable);
        return new CommandParameter(char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..], kind, type, !parameter.HasDefaultValue && !nullable && kind != ParameterKind.Flag)
        {
            Default = DefaultOf(parameter, type, nullable),
            ByLabelOnly = labelled,
            DepartmentOnly = parameter.IsDefined(typeof(DepartmentOnlyAttribute), false),
            MultiLine = parameter.IsDefined(typeof(LongAttribute), false),
            Prefixes = [.. (parameter.GetCustomAttribute<RefAttribute>()?.Prefixes ?? []).Select(p => p.ToUpperInvariant())],
        };
    }

    private static ParameterKind? KindOf(Type type, bool labelled) => type switch
    {
        _ when type == typeof(Rest) || type == typeof(string) => labelled ? ParameterKind.Labelled : ParameterKind.Rest,
        _ when type == typeof(Assignee) => ParameterKind.Assignee,
        _ when type == typeof(PersonArgument) => ParameterKind.Person,
        _ when type == typeof(Departments) => ParameterKind.Departments,
        _ when type == typeof(Due) || type == typeof(DateOnly) => ParameterKind.Day,
        _ when type == typeof(DaySpan) => ParameterKind.Span,
        _ when type == typeof(Money) => ParameterKind.Money,
        _ when type == typeof(FromTo) => ParameterKind.Change,
        _ when type == typeof(RecordRef) => ParameterKind.Reference,
        _ when type.IsEnum => ParameterKind.Choice,
        _ when type == typeof(int) => ParameterKind.Whole,
        _ when type == typeof(decimal) => ParameterKind.Number,
        _ when type == typeof(bool) => ParameterKind.Flag,
        _ => null,
    };

    private static object? DefaultOf(ParameterInfo parameter, Type type, bool nullable)
    {
        if (parameter.HasDefaultValue && parameter.DefaultValue is { } value)
            return type.IsEnum && !value.GetType().IsEnum ? Enum.ToObject(type, value) : value;
        // default(T) of a struct has no constant in metadata
        return type.IsValueType && !nullable ? Activator.CreateInstance(type) : null;
    }
}
