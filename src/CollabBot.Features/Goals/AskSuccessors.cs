using CollabBot.Core.Chat;
using CollabBot.Core.Time;

namespace CollabBot.Features.Goals;

/// <summary>Asks who became head since a department signed whether they vouch for it, too. The old signature stays history.</summary>
public sealed record SuccessionAsked(Goal Goal, string DepartmentId, Signature Signature) : View
{
    public string Id => Goal.Id;

    public GoalTerms Terms => Goal.Terms;
}

/// <summary>Tells who drafted a goal, and the sponsor, that a new head does not vouch for what the old one signed.</summary>
public sealed record SuccessorObjected(Goal Goal, Signature Signature) : View
{
    public string Id => Goal.Id;
}

/// <summary>Every working morning new heads are asked about the goals their departments signed, each once: on the next working day after the change, whatever told of it.</summary>
[Schedule("17 9 * * *", Holidays = HolidayRule.Skip)]
internal sealed class AskSuccessors : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        foreach (var goal in (await turn.Work.ListAsync(GoalQueries.Alive, cancel)).InOrder())
        {
            // Whoever is away is asked when they are back
            var asked = goal.Successions(turn.Roster).Where(s => !turn.Roster.IsAway(s.Head)).ToList();
            foreach (var (department, head, signature) in asked)
                turn.Tell(head, new SuccessionAsked(goal, department.Id, signature));
            if (asked.Count > 0)
                turn.Work.Save(goal with { Nudges = [.. goal.Nudges, .. asked.Select(s => new SigningNudge(s.Department.Id, s.Head.Id, 0, turn.Now))] });
        }
    }
}
