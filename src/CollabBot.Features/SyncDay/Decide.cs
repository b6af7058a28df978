using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Time;
using CollabBot.Features.Goals;

namespace CollabBot.Features.SyncDay;

/// <summary>Writes down what the group decided, in front of the group.</summary>
[Command("decide")]
public sealed record Decide([Long] Rest Text, [Ref("G")] RecordRef? Goal = null);

/// <summary>The latest decisions.</summary>
[Command("decide list")]
public sealed record ListDecisions;

/// <summary>Takes back a decision that was written down wrongly; it stays readable, struck through.</summary>
[Command("decide withdraw")]
public sealed record WithdrawDecision([Ref("D")] RecordRef Decision);

/// <summary>One decision.</summary>
public sealed record DecisionCard(Decision Decision) : View
{
    public override string? Key => $"decision:{Decision.Id}";

    public string Text => Short.Line(Decision.Text, 1000);
}

/// <summary>The latest decisions, newest first.</summary>
public sealed record DecisionList(IReadOnlyList<DecisionPoint> Decisions) : View;

internal sealed class DecideHandler(TeamClock clock) : IHandler<Decide>
{
    private const int Longest = 4000;

    public async Task<Reply> HandleAsync(Decide command, Turn turn, CancellationToken cancel)
    {
        if (turn.IsDirect)
            return Reply.Refuse("sync.decide-in-group");
        if (command.Text.Text.Length > Longest)
            return Reply.Refuse("sync.too-long", ("limit", Longest));
        if (command.Goal is { } goal && await turn.Work.FindAsync<Goal>(goal.Id, cancel) is null)
            return Reply.Refuse("sync.not-found", ("id", goal.Id));
        var decision = new Decision
        {
            Id = await turn.NextIdAsync("D", cancel),
            Text = command.Text.Text.Trim(),
            DecidedBy = turn.Actor.Id,
            DecidedAt = turn.Now,
            Group = turn.Place.ToString(),
            Week = TeamClock.WeekOf(clock.DayOf(turn.Now)),
            GoalId = command.Goal?.Id,
        };
        turn.Work.Save(decision);
        return new DecisionCard(decision);
    }
}

internal sealed class ListDecisionsHandler : IHandler<ListDecisions>
{
    public async Task<Reply> HandleAsync(ListDecisions command, Turn turn, CancellationToken cancel) => new DecisionList(
        [.. (await turn.Work.ListAsync(Decisions.Latest(10), cancel)).Select(d => new DecisionPoint(d.Id, Short.Line(d.Text), d.DecidedBy, d.GoalId))]);
}

internal sealed class WithdrawDecisionHandler : IHandler<WithdrawDecision>
{
    public async Task<Reply> HandleAsync(WithdrawDecision command, Turn turn, CancellationToken cancel)
    {
        if (await turn.Work.FindAsync<Decision>(command.Decision.Id, cancel) is not { } decision)
            return Reply.Refuse("sync.not-found", ("id", command.Decision.Id));
        if (decision.DecidedBy != turn.Actor.Id && !turn.Roster.Has(turn.Actor, Role.Head))
            return Reply.Refuse("sync.withdraw-not-yours", ("id", decision.Id));
        var withdrawn = decision with { WithdrawnBy = decision.WithdrawnBy ?? turn.Actor.Id };
        turn.Work.Save(withdrawn);
        return new DecisionCard(withdrawn);
    }
}
