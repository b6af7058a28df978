using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Goals;

/// <summary>"I think 47": a head argues with a number and one line why, instead of about the number.</summary>
[Command("goal propose")]
public sealed record ProposeNumber([Ref("G")] RecordRef Goal, decimal Value, Rest? Reason = null);

/// <summary>A rung of the ladder: a target, and which department stands on it; nobody on the drafted one.</summary>
public sealed record Rung(decimal Value, Counter? Counter)
{
    public bool IsDrafted => Counter is null;

    /// <summary>The drafted target and the last word of each department, the highest number first.</summary>
    public static IReadOnlyList<Rung> Of(Goal goal) =>
    [
        .. goal.Counters.GroupBy(c => c.DepartmentId, StringComparer.Ordinal).Select(g => new Rung(g.Last().Value, g.Last()))
            .Prepend(new Rung(goal.Terms.To, null)).OrderByDescending(r => r.Value),
    ];
}

internal sealed class ProposeNumberHandler : IHandler<ProposeNumber>
{
    private const int LongestReason = 200;

    public async Task<Reply> HandleAsync(ProposeNumber command, Turn turn, CancellationToken cancel)
    {
        if (command.Reason?.Text.Length > LongestReason)
            throw new RuleException("goals.reason-too-long", ("limit", LongestReason));
        var goal = (await turn.GoalAsync(command.Goal, cancel)).Propose(turn.Actor, turn.Roster, command.Value, command.Reason?.Text, turn.Now);
        turn.Work.Save(goal);
        return GoalCard.Of(goal, turn.Roster);
    }
}
