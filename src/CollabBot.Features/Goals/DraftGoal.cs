using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.Goals;

/// <summary>Puts a goal with a number, a source and a day up for signature; without one of them it is no goal.</summary>
[Command("goal draft")]
public sealed record DraftGoal(
    Rest Statement,
    FromTo Range,
    [Labelled] string Source,
    Due Due,
    [Labelled] string? Metric = null,
    [Labelled, Long] string? Definition = null,
    Departments? Departments = null);

internal sealed class DraftGoalHandler(TeamClock clock) : IHandler<DraftGoal>
{
    public async Task<Reply> HandleAsync(DraftGoal command, Turn turn, CancellationToken cancel)
    {
        turn.MustWriteGoals();
        if (command.Due.Day < clock.Today)
            throw new RuleException("goals.due-past", ("day", command.Due.Day));
        var terms = new GoalTerms(
            command.Statement.Text.Trim(),
            command.Range.From,
            command.Range.To,
            command.Range.Unit,
            command.Metric,
            command.Source,
            command.Due.Day,
            command.Definition,
            turn.Signing(command.Departments));
        terms.Check();
        var goal = Goal.Draft(await turn.NextIdAsync("G", cancel), terms, turn.Actor, turn.Now) with
        {
            Group = turn.IsDirect ? null : turn.Place.ToString(),
        };
        turn.Work.Save(goal);
        turn.Raise(new GoalDrafted(goal));
        var card = GoalCard.Of(goal, turn.Roster);
        turn.TellSigners(goal, card);
        return card;
    }
}
