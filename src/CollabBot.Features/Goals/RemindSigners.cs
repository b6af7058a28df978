using CollabBot.Core.Chat;
using CollabBot.Core.Time;

namespace CollabBot.Features.Goals;

/// <summary>Asks a head who has not signed once more; silence never becomes a signature.</summary>
public sealed record SigningReminder(Goal Goal, string DepartmentId, int Hours) : View
{
    public string Id => Goal.Id;

    public GoalTerms Terms => Goal.Terms;

    public bool IsLast => Hours > 8;
}

/// <summary>Tells the sponsor, once, who has not signed or does not agree.</summary>
public sealed record SigningStuck(Goal Goal, IReadOnlyList<SignatureRow> Missing) : View
{
    public string Id => Goal.Id;

    public GoalTerms Terms => Goal.Terms;
}

/// <summary>Keeps one reminder ahead for every goal that is being signed, and does what is due when it comes.</summary>
internal sealed class RemindSigners(WorkTime time) : IReaction<GoalDrafted>, IReaction<Happening.Reminder>
{
    private const string Matter = "goal-signing";

    // Nobody knows when somebody comes back who is away without an end: look again
    private static readonly TimeSpan LookAgain = TimeSpan.FromDays(7);

    public Task ReactAsync(GoalDrafted happened, Turn turn, CancellationToken cancel)
    {
        Plan(happened.Goal, turn);
        return Task.CompletedTask;
    }

    public async Task ReactAsync(Happening.Reminder happened, Turn turn, CancellationToken cancel)
    {
        if (happened.Matter != Matter || await turn.Work.FindAsync<Goal>(happened.Subject, cancel) is not { State: GoalState.Signing } goal)
            return;
        var due = SigningSteps.Due(goal, turn.Roster, time.Of, turn.Now);
        foreach (var nudge in due)
            turn.Tell(nudge.Receiver, nudge.Department is { } department ? new SigningReminder(goal, department.Id, nudge.Hours) : new SigningStuck(goal, Missing(goal, turn)));
        if (due.Count > 0)
        {
            goal = goal with { Nudges = [.. goal.Nudges, .. due.Select(n => new SigningNudge(n.Department?.Id ?? "", n.Receiver.Id, n.Hours, turn.Now))] };
            turn.Work.Save(goal);
        }

        Plan(goal, turn);
    }

    private static IReadOnlyList<SignatureRow> Missing(Goal goal, Turn turn) =>
        [.. SignatureRow.Of(goal.Terms.DepartmentIds, goal.Signatures, turn.Roster).Where(r => r.IsWaiting || r.IsOpposed)];

    private void Plan(Goal goal, Turn turn)
    {
        if (SigningSteps.Next(goal, turn.Roster, time.Of, turn.Now) is not { } next)
            return;
        var at = next == DateTimeOffset.MaxValue ? turn.Now + LookAgain : next;
        turn.Remind($"{Matter}:{goal.Id}:{goal.Edition}:{at.UtcTicks}", new Happening.Reminder(Matter, goal.Id), at);
    }
}
