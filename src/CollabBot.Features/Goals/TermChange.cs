using System.Globalization;
using CollabBot.Core.People;

namespace CollabBot.Features.Goals;

/// <summary>A part of what is signed.</summary>
public enum GoalTerm
{
    Statement,
    Number,
    Metric,
    Source,
    Due,
    Definition,
    Departments,
    Cycle,
    Rank,
}

/// <summary>One part that differs between two editions, as people read it; empty text for "was not there".</summary>
public sealed record TermChange(GoalTerm Term, string Old, string New)
{
    /// <summary>What it is for the company now; only of a change of rank.</summary>
    public GoalRank? NewRank { get; init; }

    /// <summary>What it was for the company.</summary>
    public GoalRank? OldRank { get; init; }

    /// <summary>Every part that differs.</summary>
    public static IReadOnlyList<TermChange> Between(GoalTerms old, GoalTerms now, Roster roster) =>
    [
        .. Parts(old, roster).Zip(Parts(now, roster), (a, b) => new TermChange(a.Term, a.Text, b.Text)).Where(c => c.Old != c.New),
        .. old.Rank == now.Rank ? Array.Empty<TermChange>() : [new TermChange(GoalTerm.Rank, "", "") { OldRank = old.Rank, NewRank = now.Rank }],
    ];

    private static IEnumerable<(GoalTerm Term, string Text)> Parts(GoalTerms terms, Roster roster)
    {
        yield return (GoalTerm.Statement, terms.Statement);
        yield return (GoalTerm.Number, string.Create(CultureInfo.InvariantCulture, $"{terms.From:0.######} → {terms.To:0.######} {terms.Unit}").TrimEnd());
        yield return (GoalTerm.Metric, terms.Metric ?? "");
        yield return (GoalTerm.Source, terms.Source);
        yield return (GoalTerm.Due, terms.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return (GoalTerm.Definition, terms.Definition ?? "");
        yield return (GoalTerm.Cycle, terms.Cycle ?? Cycles.Of(terms.Due));
        yield return (GoalTerm.Departments, string.Join(" · ", terms.DepartmentIds.Order(StringComparer.Ordinal).Select(id => roster.Department(id)?.Name ?? id)));
    }
}
