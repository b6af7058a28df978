using CollabBot.Core.Chat;

namespace CollabBot.Features.Goals;

/// <summary>What a draft may lack to be a goal.</summary>
public enum GoalGap
{
    Statement,
    Number,
    Unit,
    Definition,
    Source,
    Due,
}

/// <summary>The rules of drafting, without any language model: "raise satisfaction" lacks six things, and a cycle holds few goals.</summary>
public static class GoalLint
{
    /// <summary>More than this beside the company's goal and nobody knows which one counts.</summary>
    public const int MostSupporting = 3;

    /// <summary>Everything the draft lacks, in the order people fill it in.</summary>
    public static IReadOnlyList<GoalGap> Missing(DraftGoal draft)
    {
        var gaps = new List<GoalGap>();
        if (string.IsNullOrWhiteSpace(draft.Statement?.Text))
            gaps.Add(GoalGap.Statement);
        if (draft.Range is null)
            gaps.Add(GoalGap.Number);
        if (string.IsNullOrWhiteSpace(draft.Unit) && string.IsNullOrWhiteSpace(draft.Range?.Unit))
            gaps.Add(GoalGap.Unit);
        if (string.IsNullOrWhiteSpace(draft.Definition))
            gaps.Add(GoalGap.Definition);
        if (string.IsNullOrWhiteSpace(draft.Source))
            gaps.Add(GoalGap.Source);
        if (draft.Due is null)
            gaps.Add(GoalGap.Due);
        return gaps;
    }

    /// <summary>
    /// The rank of a goal among the others of its cycle: what was asked for, else the company's while there is none. Throws <see cref="RuleException"/> for a second company goal or a fourth beside it.
    /// </summary>
    public static GoalRank Place(GoalRank? asked, string cycle, IEnumerable<Goal> others)
    {
        var same = others.Where(g => g.State != GoalState.Dropped && g.Cycle == cycle).InOrder();
        var company = same.FirstOrDefault(g => g.Terms.Rank != GoalRank.Supporting);
        var rank = asked ?? (company is null ? GoalRank.Company : GoalRank.Supporting);
        if (rank == GoalRank.Company)
            return company is null ? rank : throw new RuleException("goals.second-company", ("cycle", cycle), ("id", company.Id));
        var supporting = same.Where(g => g.Id != company?.Id).Select(g => g.Id).ToList();
        return supporting.Count < MostSupporting ? rank : throw new RuleException("goals.too-many", ("cycle", cycle), ("ids", supporting), ("first", supporting[0]));
    }
}
