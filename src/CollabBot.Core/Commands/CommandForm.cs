namespace CollabBot.Core.Commands;

/// <summary>How a form field is filled in.</summary>
public enum FieldKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    LongText,

    /// <summary>A day, submitted as yyyy-MM-dd.</summary>
    Date,

    /// <summary>One of <see cref="FormField.Options"/>, submitted as its value.</summary>
    Choice,

    /// <summary>One or more of <see cref="FormField.Options"/>, submitted as their values with blanks between; typed where nothing offers several.</summary>
    Several,

    /// <summary>A person or department, submitted as <c>@name</c>, a platform user id, or one of the options.</summary>
    Person,
}

/// <summary>One choice: what is submitted and what is shown.</summary>
public sealed record FieldOption(string Value, string Label)
{
    /// <summary>Whom the choice names; null for anything but a person. A platform that has people of its own to pick may submit its user id instead of <see cref="Value"/>.</summary>
    public string? PersonId { get; init; }
}

/// <summary>One field, derived from a parameter of the command record; worded in the reader's language.</summary>
public sealed record FormField(string Name, string Label, FieldKind Kind, bool Required, string? Hint, string? Value, IReadOnlyList<FieldOption> Options);

/// <summary>A form that, once submitted, runs <see cref="Line"/> with the fields' values.</summary>
public sealed record CommandForm(string Line, string Title, string SubmitLabel, IReadOnlyList<FormField> Fields);
