using System.Diagnostics.CodeAnalysis;
using CollabBot.Core.Commands;
using CollabBot.Core.Text;

namespace CollabBot.Core.Chat;

/// <summary>What a handler answers; exactly one of the nested cases.</summary>
public abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>Nothing is said.</summary>
    public static Reply Silence { get; } = new Nothing();

    /// <summary>A one-line answer from the slice's phrases.</summary>
    public static Reply Say(string key, params (string Name, object? Value)[] values) => new Plain(new Phrase(key, values));

    /// <summary>A broken rule, told with a way out.</summary>
    public static Reply Refuse(string key, params (string Name, object? Value)[] values) => new Refusal(new Phrase(key, values));

    /// <summary>A view is drawn by the template of its name.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Drawn is the named alternate")]
    public static implicit operator Reply(View view) => new Drawn(view);

    /// <summary>Says nothing.</summary>
    public sealed record Nothing : Reply;

    /// <summary>Says one phrase.</summary>
    public sealed record Plain(Phrase Phrase) : Reply;

    /// <summary>Shows a view.</summary>
    public sealed record Drawn(View View) : Reply;

    /// <summary>Asks for what a command lacks by its form, prefilled with what was understood.</summary>
    public sealed record Ask(CommandForm Form) : Reply;

    /// <summary>Refuses with one sentence.</summary>
    public sealed record Refusal(Phrase Phrase) : Reply
    {
        /// <summary>What was filled in and refused, to be corrected; null when nothing was.</summary>
        public CommandForm? Form { get; init; }
    }
}

/// <summary>
/// A typed answer. Its template is <c>templates/&lt;Slice&gt;/&lt;TypeName&gt;.&lt;locale&gt;.md</c>, where Slice is the last part of its namespace;
/// the template sees the public properties in snake_case, computed ones included.
/// </summary>
public abstract record View
{
    /// <summary>Names a live card: sending the key again updates it everywhere it went. Null = a one-off message.</summary>
    public virtual string? Key => null;

    /// <summary>A form at the end of the card; null = none.</summary>
    public virtual CommandForm? Form => null;

    /// <summary>True for a card that lives by itself in a chat (a P0 raised by a person) and may break the notification budget.</summary>
    public virtual bool Urgent => false;
}

/// <summary>A rule was broken; the runner answers the phrase and commits nothing of the turn but "done".</summary>
public sealed class RuleException(string key, params (string Name, object? Value)[] values) : Exception(key)
{
    /// <summary>The sentence for the person.</summary>
    public Phrase Phrase { get; } = new(key, values);
}
