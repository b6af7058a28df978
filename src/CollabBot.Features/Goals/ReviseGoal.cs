using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.Goals;

/// <summary>Changes what is signed: the next edition, with every signature void. The reason is kept.</summary>
[Command("goal revise")]
public sealed record ReviseGoal(
    [Ref("G")] RecordRef Goal,
    Rest Reason,
    ChangeKind Kind,
    FromTo? Range = null,
    Due? Due = null,
    [Labelled] string? Statement = null,
    [Labelled] string? Source = null,
    [Labelled] string? Metric = null,
    [Labelled, Long] string? Definition = null,
    [Labelled] string? Unit = null,
    Departments? Departments = null,
    GoalRank? Rank = null,
    [Labelled] string? Cycle = null);

/// <summary>Gives a goal up; it stays readable with the reason.</summary>
[Command("goal drop")]
public sealed record DropGoal([Ref("G")] RecordRef Goal, Rest Reason);

/// <summary>Tells who signed what changed and that they are asked again.</summary>
public sealed record GoalRevised(Goal Goal, IReadOnlyList<TermChange> Changes) : View
{
    public string Id => Goal.Id;

    public GoalEdition Before => Goal.Earlier[^1];
}

internal sealed class ReviseGoalHandler(TeamClock clock) : IHandler<ReviseGoal>
{
    public async Task<Reply> HandleAsync(ReviseGoal command, Turn turn, CancellationToken cancel)
    {
        turn.MustWriteGoals();
        if (command.Due is { } due && due.Day < clock.Today)
            throw new RuleException("goals.due-past", ("day", due.Day));
        var goal = await turn.GoalAsync(command.Goal, cancel);
        var terms = goal.Terms with
        {
            Statement = command.Statement ?? goal.Terms.Statement,
            From = command.Range?.From ?? goal.Terms.From,
            To = command.Range?.To ?? goal.Terms.To,
            Unit = command.Unit ?? command.Range?.Unit ?? goal.Terms.Unit,
            Source = command.Source ?? goal.Terms.Source,
            Metric = command.Metric ?? goal.Terms.Metric,
            Definition = command.Definition ?? goal.Terms.Definition,
            Due = command.Due?.Day ?? goal.Terms.Due,
            DepartmentIds = command.Departments is null ? goal.Terms.DepartmentIds : turn.Signing(command.Departments),
            Cycle = command.Cycle.ToCycle() ?? goal.Terms.Cycle,
            Rank = command.Rank ?? goal.Terms.Rank,
        };
        // Giving up is a kind of change, too, whatever else the form says
        if (command.Kind == ChangeKind.Dropped)
            return DropGoalHandler.Drop(goal, command.Reason.Text, turn);
        if (terms.Rank is not null && (terms.Rank != goal.Terms.Rank || terms.Cycle != goal.Terms.Cycle))
            GoalLint.Place(terms.Rank, terms.Cycle ?? Cycles.Of(terms.Due), (await turn.Work.ListAsync(GoalQueries.Alive, cancel)).Where(g => g.Id != goal.Id));
        var revised = goal.Revise(turn.Actor, terms, command.Kind, command.Reason.Text, turn.Now);
        turn.Work.Save(revised);
        turn.Raise(new GoalDrafted(revised));
        turn.TellSigners(revised, new GoalRevised(revised, TermChange.Between(goal.Terms, terms, turn.Roster)));
        return GoalCard.Of(revised, turn.Roster);
    }
}

internal sealed class DropGoalHandler : IHandler<DropGoal>
{
    public async Task<Reply> HandleAsync(DropGoal command, Turn turn, CancellationToken cancel)
    {
        turn.MustWriteGoals();
        return Drop(await turn.GoalAsync(command.Goal, cancel), command.Reason.Text, turn);
    }

    public static Reply Drop(Goal goal, string reason, Turn turn)
    {
        var dropped = goal.Drop(turn.Actor, reason, turn.Now);
        turn.Work.Save(dropped);
        return GoalCard.Of(dropped, turn.Roster);
    }
}
