using CollabBot.Core.Commands;
using CollabBot.Core.People;

namespace CollabBot.Features.Feedback;

/// <summary>What feedback is about: a person, a department, or a project by its name. Exactly one is set.</summary>
public sealed record FeedbackTarget(string? PersonId, string? DepartmentId, string? Project)
{
    /// <summary>Names it in ids: equal targets have equal keys.</summary>
    public string Key => PersonId is not null ? $"person:{PersonId}" : DepartmentId is not null ? $"department:{DepartmentId}" : $"project:{Project!.ToLowerInvariant()}";

    /// <summary>What was said, as a target; words that name a person or a department mean them. Null when nothing was said.</summary>
    internal static FeedbackTarget? Of(Assignee? to, string? words, Roster roster)
    {
        if (to?.Person is { } person)
            return new FeedbackTarget(person.Id, null, null);
        if (to?.Department is { } department)
            return new FeedbackTarget(null, department.Id, null);
        if (words?.Trim().TrimStart('@') is not { Length: > 0 } name)
            return null;
        if (roster.ByName(name) is { } named)
            return new FeedbackTarget(named.Id, null, null);
        return roster.DepartmentByName(name) is { } found ? new FeedbackTarget(null, found.Id, null) : new FeedbackTarget(null, null, name);
    }

    /// <summary>Who reads it: the person; the department's head, else its deputy; for a project, or when there is nobody else, the stewards.</summary>
    internal IReadOnlyList<Person> Receivers(Roster roster)
    {
        var department = roster.Department(DepartmentId);
        var one = new[] { roster.Person(PersonId), roster.Person(department?.HeadId), roster.Person(department?.DeputyId) }.FirstOrDefault(p => p is { Left: false });
        return one is not null ? [one] : [.. roster.People.Where(p => !p.Left && roster.Has(p, Role.Steward))];
    }
}
