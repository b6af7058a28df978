using CollabBot.Core.People;

namespace CollabBot.Core.Commands;

/// <summary>
/// Makes a record a command. <paramref name="name"/> is its English name of one or more words (<c>blocker claim</c>); names in other languages and aliases stand
/// under <c>commands</c> in the slice's <c>text.&lt;locale&gt;.json</c>. Parameters bind by type, free of order; what is required and missing is asked by a form.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CommandAttribute(string name) : Attribute
{
    /// <summary>The English name, lower case, words separated by one space.</summary>
    public string Name { get; } = name;

    /// <summary>The least role that may run it; refused with a sentence otherwise. Steward commands are open to the sponsor, too.</summary>
    public Role Requires { get; init; } = Role.Member;

    /// <summary>Only works in a direct chat; elsewhere the answer says so and repeats nothing of the text.</summary>
    public bool DirectOnly { get; init; }

    /// <summary>No author anywhere: no actor in the ledger, no text kept, no name in a log.</summary>
    public bool Confidential { get; init; }

    /// <summary>What it asks for should not pass through a chat: its form is filled in on a page of ours where there is one.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Not listed in help: buttons and forms use it.</summary>
    public bool Hidden { get; init; }

    /// <summary>The id prefix (<c>B</c>) whose records this command shows: <c>#B-1</c> alone runs it.</summary>
    public string? Shows { get; init; }
}
