using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.Features.Goals;

/// <summary>Every question that is asked of the goals.</summary>
public static class GoalQueries
{
    /// <summary>Being signed or in force.</summary>
    public static Query<Goal> Alive { get; } = Query<Goal>.All.In(g => g.State, GoalState.Signing, GoalState.Effective);

    /// <summary>Being signed.</summary>
    public static Query<Goal> Signing { get; } = Query<Goal>.All.Equal(g => g.State, GoalState.Signing);

    /// <summary>The order people read them in: by number of id.</summary>
    public static IReadOnlyList<Goal> InOrder(this IEnumerable<Goal> goals) => [.. goals.OrderBy(g => g.DraftedAt).ThenBy(g => g.Id, StringComparer.Ordinal)];

    /// <summary>Goals that wait for a signature the person may give.</summary>
    public static IReadOnlyList<Goal> ToSign(this IEnumerable<Goal> goals, Person person, Roster roster)
    {
        var led = roster.LedBy(person).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        return goals.Where(g => g.State == GoalState.Signing && g.UnsignedIds.Any(led.Contains)).InOrder();
    }

    /// <summary>Every condition that waits to be met, the most urgent first.</summary>
    public static IReadOnlyList<Dependency> Dependencies(this IEnumerable<Goal> goals) =>
    [
        .. goals.SelectMany(g => g.Signatures.Where(s => s.IsOwed && s.Hash == g.Hash), (g, s) => new Dependency(g, s))
            .OrderBy(d => d.Due).ThenBy(d => d.Id, StringComparer.Ordinal),
    ];

    /// <summary>Conditions that heads named for a department the person leads and that are not met, with their goals.</summary>
    public static IReadOnlyList<(Goal Goal, Signature Signature)> ConditionsOn(this IEnumerable<Goal> goals, Person person, Roster roster)
    {
        var led = roster.LedBy(person).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        return [.. from goal in goals
                   from signature in goal.Signatures
                   where signature.IsOwed && signature.ConditionDepartmentId is { } id && led.Contains(id)
                   orderby signature.ConditionDue, goal.Id
                   select (goal, signature)];
    }
}
