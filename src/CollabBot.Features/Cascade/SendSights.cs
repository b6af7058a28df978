using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Time;
using CollabBot.Features.Goals;

namespace CollabBot.Features.Cascade;

/// <summary>Sends each member of a department their one card, in working hours; after a change only to whom it changes something, and only what changed.</summary>
internal sealed class SendSights(WorkTime time) : IReaction<Happening.Reminder>
{
    private const string Matter = "cascade-sights";

    /// <summary>Sends it in a turn of its own, now or when work begins.</summary>
    public void Plan(Translation translation, Turn turn)
    {
        var at = time.Team.OpenFrom(turn.Now);
        turn.Remind($"{Matter}:{translation.Id}:{turn.Now.UtcTicks}", new Happening.Reminder(Matter, translation.Id), at);
    }

    public async Task ReactAsync(Happening.Reminder happened, Turn turn, CancellationToken cancel)
    {
        if (happened.Matter == Matter && await turn.Work.FindAsync<Translation>(happened.Subject, cancel) is { IsWritten: true } translation)
            await DeliverAsync(translation, turn, cancel);
    }

    /// <summary>Whoever has no card of these words yet gets one.</summary>
    public static async Task DeliverAsync(Translation translation, Turn turn, CancellationToken cancel)
    {
        if (await turn.Work.FindAsync<Goal>(translation.GoalId, cancel) is not { State: GoalState.Effective } goal)
            return;
        foreach (var person in Members(translation.DepartmentId, goal, turn.Roster).Where(p => p.Id != translation.WrittenById && !turn.Roster.IsAway(p)))
        {
            var role = (await turn.Work.FindAsync<RoleHolder>(person.Id, cancel))?.Role;
            var before = await turn.Work.FindAsync<Sight>(Sight.IdOf(goal.Id, person.Id), cancel);
            var line = translation.LineOf(role)?.Text;
            if (before is not null && before.DepartmentId == translation.DepartmentId && before.Line == line && before.Plain == translation.Plain)
                continue;
            var sight = (before ?? new Sight { Id = Sight.IdOf(goal.Id, person.Id), GoalId = goal.Id, PersonId = person.Id, DepartmentId = translation.DepartmentId }) with
            {
                DepartmentId = translation.DepartmentId,
                Line = line,
                Plain = translation.Plain,
                SentAt = turn.Now,
                Ack = Ack.None,
                AckAt = null,
            };
            turn.Work.Save(sight);
            var same = before?.DepartmentId == translation.DepartmentId ? before : null;
            turn.Tell(person, new SightCard(goal, translation, role, sight) { Old = same });
        }
    }

    /// <summary>Who works in the department, be it in a team deep inside it; a team that signs for itself is not among its parent's.</summary>
    public static IReadOnlyList<Person> Members(string departmentId, Goal goal, Roster roster) =>
        [.. roster.People.Where(p => !p.Left && p.Accounts.Count > 0 && DepartmentOf(p, goal, roster) == departmentId)];

    /// <summary>The signing department a person belongs to, or null.</summary>
    public static string? DepartmentOf(Person person, Goal goal, Roster roster)
    {
        var department = roster.DepartmentOf(person);
        for (var depth = 0; department is not null && depth < 20; depth++, department = roster.Department(department.ParentId))
            if (goal.Terms.DepartmentIds.Contains(department.Id, StringComparer.Ordinal))
                return department.Id;
        return null;
    }
}

/// <summary>Who came or moved gets the line on the next working morning.</summary>
[Schedule("27 9 * * *", Holidays = HolidayRule.Skip)]
internal sealed class SendSightsToNewcomers : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        foreach (var goal in await turn.Work.ListAsync(GoalQueries.Alive, cancel))
            foreach (var translation in (await turn.Work.ListAsync(Translations.Of(goal.Id), cancel)).Where(t => t.IsWritten))
                await SendSights.DeliverAsync(translation, turn, cancel);
    }
}
