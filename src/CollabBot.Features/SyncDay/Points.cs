using System.Text.Json.Serialization;
using CollabBot.Core.Time;
using CollabBot.Features.Blockers;
using CollabBot.Features.Goals;

namespace CollabBot.Features.SyncDay;

/// <summary>A blocker as one line; <paramref name="To"/> is the person or department that has to act.</summary>
public sealed record BlockerPoint(string Id, string Title, Severity Severity, string From, string? To, DateOnly? Due, decimal? Amount, string? How)
{
    internal static BlockerPoint Of(Blocker blocker) => new(
        blocker.Id,
        blocker.Title,
        blocker.Severity,
        blocker.ReporterId,
        blocker.ClaimedById ?? blocker.OwnerId ?? blocker.OwnerDepartmentId,
        blocker.Due,
        blocker.Amount,
        blocker.How is { } how ? Short.Line(how) : null);
}

/// <summary>A goal as one line: its number now and at the meeting before, and how many departments have not signed.</summary>
public sealed record GoalPoint(
    string Id, string Statement, string? Metric, string? Unit, decimal From, decimal To, decimal Current, decimal Before, string Source, DateOnly Due, int Missing, bool Behind)
{
    /// <summary>What moved since the meeting before.</summary>
    [JsonIgnore]
    public decimal Delta => Current - Before;

    internal static GoalPoint Of(Goal goal, DateTimeOffset since, DateOnly today, TeamClock clock)
    {
        var earlier = goal.Readings.LastOrDefault(r => r.At < since);
        return new GoalPoint(
            goal.Id,
            Short.Line(goal.Terms.Statement),
            goal.Terms.Metric,
            goal.Terms.Unit,
            goal.Terms.From,
            goal.Terms.To,
            goal.Current,
            earlier?.Value ?? goal.Terms.From,
            goal.Readings.Count > 0 ? goal.Readings[^1].Source : goal.Terms.Source,
            goal.Terms.Due,
            goal.State == GoalState.Signing ? goal.UnsignedIds.Count : 0,
            goal is { State: GoalState.Effective, EffectiveAt: { } at } && Pace.IsBehind(goal.Terms, goal.Current, clock.DayOf(at), today));
    }
}

/// <summary>A request for support as one line.</summary>
public sealed record AskPoint(string Id, string Text, string From, string? To, string? Answer, string? AnsweredBy)
{
    internal static AskPoint Of(SupportAsk ask) =>
        new(ask.Id, Short.Line(ask.Text), ask.FromDepartmentId ?? ask.AskedBy, ask.ToDepartmentId, ask.Answer is { } answer ? Short.Line(answer) : null, ask.AnsweredBy);
}

/// <summary>Something due: an action, a blocker or a goal.</summary>
public sealed record DuePoint(string Id, string Text, string? Owner, DateOnly Due)
{
    internal static DuePoint Of(ActionItem action) => new(action.Id, Short.Line(action.Text), action.Owner, action.Due);

    internal static DuePoint Of(Blocker blocker) =>
        new(blocker.Id, blocker.Title, blocker.ClaimedById ?? blocker.OwnerId ?? blocker.OwnerDepartmentId, blocker.Due ?? default);

    internal static DuePoint Of(Dependency dependency) => new(dependency.Id, Short.Line(dependency.Text), dependency.OnId, dependency.Due);

    internal static DuePoint Of(Goal goal) => new(goal.Id, Short.Line(goal.Terms.Statement), null, goal.Terms.Due);
}

/// <summary>Whether a number moves as fast as its time runs out.</summary>
public static class Pace
{
    private const decimal Slack = 0.1m;

    /// <summary>True when more than a tenth of the way is missing compared with a straight line from the first day to the due day.</summary>
    public static bool IsBehind(GoalTerms terms, decimal current, DateOnly from, DateOnly today)
    {
        var way = (current - terms.From) / (terms.To - terms.From);
        if (today > terms.Due)
            return way < 1;
        var days = terms.Due.DayNumber - from.DayNumber;
        return days > 0 && ((decimal)(today.DayNumber - from.DayNumber) / days) - way > Slack;
    }
}
