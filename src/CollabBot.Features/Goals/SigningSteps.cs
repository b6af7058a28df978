using CollabBot.Core.People;
using CollabBot.Core.Time;

namespace CollabBot.Features.Goals;

/// <summary>A department whose head is to be reminded now; the sponsor (no department) is told once.</summary>
public sealed record DueNudge(Department? Department, Person Receiver, int Hours);

/// <summary>
/// When who is reminded to sign: the head after 8 and 24 of their own working hours, the sponsor once after 48. Whoever stands in is asked in the head's place; while nobody does, the clock stands still.
/// </summary>
public static class SigningSteps
{
    /// <summary>The sponsor hears of it.</summary>
    public const int Sponsor = 48;

    private static readonly int[] All = [8, 24, Sponsor];

    /// <summary>Everything that is due now and not yet done: the latest step of each department, and the sponsor's.</summary>
    public static IReadOnlyList<DueNudge> Due(Goal goal, Roster roster, Func<Person, WorkSchedule> schedules, DateTimeOffset now) =>
        [.. Open(goal, roster, schedules).Where(s => s.At <= now).GroupBy(s => (s.Nudge.Department?.Id, s.Nudge.Receiver.Id)).Select(g => g.MaxBy(s => s.Nudge.Hours).Nudge)];

    /// <summary>The next instant at which something will be due; null when nothing waits.</summary>
    public static DateTimeOffset? Next(Goal goal, Roster roster, Func<Person, WorkSchedule> schedules, DateTimeOffset now) =>
        Open(goal, roster, schedules).Where(s => s.At > now).Select(s => (DateTimeOffset?)s.At).Min();

    private static List<(DueNudge Nudge, DateTimeOffset At)> Open(Goal goal, Roster roster, Func<Person, WorkSchedule> schedules)
    {
        var steps = new List<(DueNudge Nudge, DateTimeOffset At)>();
        if (goal.State != GoalState.Signing)
            return steps;
        var late = DateTimeOffset.MaxValue;
        foreach (var department in goal.Terms.DepartmentIds.Select(roster.Department).OfType<Department>())
        {
            // Who disagrees has answered: only the sponsor can go on from there
            var answered = goal.SignatureOf(department.Id);
            if (answered is not null and not { Verdict: Verdict.Oppose })
                continue;
            if (roster.Speaker(department) is not { } signer)
                continue;
            var schedule = schedules(signer);
            foreach (var hours in All)
            {
                var at = From(schedule, schedule.Add(goal.OpenedAt, TimeSpan.FromHours(hours)));
                if (hours == Sponsor)
                    late = at < late ? at : late;
                else if (answered is null && !goal.Nudges.Any(n => n.DepartmentId == department.Id && n.Hours >= hours))
                    steps.Add((new DueNudge(department, signer, hours), at));
            }
        }

        if (late < DateTimeOffset.MaxValue && !goal.Nudges.Any(n => n.Hours == Sponsor))
            steps.AddRange(Sponsors(roster).Select(s => (new DueNudge(null, s, Sponsor), From(schedules(s), late))));
        return steps;
    }

    // There is no day after the last one
    private static DateTimeOffset From(WorkSchedule schedule, DateTimeOffset at) => at == DateTimeOffset.MaxValue ? at : schedule.OpenFrom(at);

    private static IReadOnlyList<Person> Sponsors(Roster roster) =>
        roster.People.Where(p => !p.Left && p.Roles.Contains(Role.Sponsor)).ToList() is { Count: > 0 } sponsors ? sponsors : roster.Keepers;
}
