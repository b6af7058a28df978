using CollabBot.Core.People;

namespace CollabBot.Core.Commands;

/// <summary>All the words no other parameter took, in order, inert.</summary>
public sealed record Rest(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A person or a department: <c>@张伟</c>, <c>@产品部</c>. Exactly one of the two is set.</summary>
public sealed record Assignee(Person? Person, Department? Department)
{
    /// <summary>The name people read.</summary>
    public string Name => Person?.Name ?? Department?.Name ?? "";
}

/// <summary>A person: <c>@张伟</c>.</summary>
public sealed record PersonArgument(Person Person);

/// <summary>Several departments: <c>@销售部 @产品部</c>.</summary>
public sealed record Departments(IReadOnlyList<Department> Items);

/// <summary>A day by which something is due: <c>周五前</c>, <c>10-20</c>, <c>3天内</c>, <c>2026-12-31</c>, <c>by friday</c>.</summary>
public sealed record Due(DateOnly Day);

/// <summary>Days from one through another: <c>10-12~10-16</c>, <c>周一到周三</c>, <c>周五下午</c>, <c>monday to friday</c>; half days only at the ends.</summary>
public sealed record DaySpan(DateOnly From, DateOnly Until, bool FromNoon = false, bool UntilNoon = false);

/// <summary>An amount in yuan: <c>200万</c>, <c>¥3,000</c>, <c>1.5亿</c>.</summary>
public sealed record Money(decimal Amount);

/// <summary>A record by id: <c>#B-1</c>. The parameter says which kinds it takes by <see cref="RefAttribute"/>.</summary>
public sealed record RecordRef(string Id);

/// <summary>Which id prefixes a <see cref="RecordRef"/> parameter takes; none = any.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class RefAttribute(params string[] prefixes) : Attribute
{
    /// <summary>For example <c>B</c> for B-1.</summary>
    public IReadOnlyList<string> Prefixes { get; } = prefixes;
}

/// <summary>Binds by its label only (<c>数据源:客服系统</c>), never by position; labels are the parameter's words in the slice's text file.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LabelledAttribute : Attribute;

/// <summary>An <see cref="Assignee"/> parameter that means a department; a person stands for theirs, and a form offers departments only.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DepartmentOnlyAttribute : Attribute;

/// <summary>A text parameter that a form shows with several lines.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class LongAttribute : Attribute;

/// <summary>From a number to a number: <c>从 40 到 50</c>, <c>40 → 50</c>, <c>40-&gt;50 分</c>.</summary>
public sealed record FromTo(decimal From, decimal To, string? Unit);
