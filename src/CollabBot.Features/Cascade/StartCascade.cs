using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Time;
using CollabBot.Features.Goals;

namespace CollabBot.Features.Cascade;

/// <summary>
/// When the company's goal is in force, each signing department's head is asked for its words by the end of the fifth working day. After another edition the old words stay and are to be confirmed.
/// </summary>
internal sealed class StartCascade(WorkTime time, TranslationForms forms) : IReaction<GoalEffective>
{
    private const int WorkingDays = 5;

    public async Task ReactAsync(GoalEffective happened, Turn turn, CancellationToken cancel)
    {
        var goal = happened.Goal;
        // A supporting goal is carried by those who signed it: it does not reach everybody
        if (goal.Terms.Rank == GoalRank.Supporting)
            return;
        var team = time.Team;
        var run = (await turn.Work.FindAsync<CascadeRun>(goal.Id, cancel) ?? new CascadeRun { Id = goal.Id, Edition = goal.Edition, Due = default }) with
        {
            Edition = goal.Edition,
            Due = team.AddWorkdays(team.DayOf(turn.Now), WorkingDays),
            CoverageAt = null,
        };
        turn.Work.Save(run);
        foreach (var department in goal.Terms.DepartmentIds.Select(turn.Roster.Department).OfType<Department>())
        {
            var id = Translation.IdOf(goal.Id, department.Id);
            var before = await turn.Work.FindAsync<Translation>(id, cancel)
                ?? new Translation { Id = id, GoalId = goal.Id, DepartmentId = department.Id, DepartmentName = department.Name, Edition = goal.Edition, Due = run.Due };
            var asked = before with { Edition = goal.Edition, Due = run.Due, NudgedAt = null };
            turn.Work.Save(asked);
            if (turn.Roster.Speaker(department) is { } head)
                turn.Tell(head, forms.Card(goal, asked, head, turn));
        }
    }
}
