using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;

namespace CollabBot.Features.Goals;

/// <summary>What the commands about goals have in common.</summary>
internal static class GoalTurn
{
    /// <summary>The goal the reference names, or a refusal that says where to look.</summary>
    public static async Task<Goal> GoalAsync(this Turn turn, RecordRef reference, CancellationToken cancel) =>
        await turn.Work.FindAsync<Goal>(reference.Id, cancel) ?? throw new RuleException("goals.not-found", ("id", reference.Id));

    /// <summary>Heads, stewards and sponsors write goals and numbers; others are told who does.</summary>
    public static void MustWriteGoals(this Turn turn)
    {
        if (turn.Roster.Has(turn.Actor, Role.Head) || turn.Roster.Has(turn.Actor, Role.Steward) || turn.Roster.Has(turn.Actor, Role.Sponsor))
            return;
        var own = turn.Roster.DepartmentOf(turn.Actor);
        var who = turn.Roster.Person(own?.HeadId) ?? turn.Roster.People.FirstOrDefault(p => p.Roles.Count > 0 && !p.Left);
        throw who is null ? new RuleException("goals.nobody-writes") : new RuleException("goals.write-not-yours", ("name", who.Name));
    }

    /// <summary>A cycle as it was typed; null when none was, refused when it is none.</summary>
    public static string? ToCycle(this string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : Cycles.Read(typed) ?? throw new RuleException("goals.bad-cycle", ("cycle", typed));

    /// <summary>The departments that sign: the named ones, else every one with a head. One that nobody can sign for is refused.</summary>
    public static IReadOnlyList<string> Signing(this Turn turn, Departments? named)
    {
        var departments = named is { Items.Count: > 0 } ? named.Items : [.. turn.Roster.MainDepartments.Where(d => d.HeadId is not null)];
        return departments.FirstOrDefault(d => d.HeadId is null && d.DeputyId is null) is { } headless
            ? throw new RuleException("goals.headless", ("department", headless.Name))
            : [.. departments.Select(d => d.Id).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Tells each head who has to sign, except the speaker; a head of several departments hears it once.</summary>
    public static void TellSigners(this Turn turn, Goal goal, View view)
    {
        var signers = goal.Terms.DepartmentIds.Select(id => turn.Roster.Department(id)).OfType<Department>().Select(d => d.HeadId ?? d.DeputyId);
        foreach (var id in signers.Distinct(StringComparer.Ordinal).Where(id => id != turn.Actor.Id))
            turn.Tell(turn.Roster.Person(id), view);
    }

    /// <summary>Says it where the goal was drafted, unless that is where the answer goes anyway.</summary>
    public static void PostToGroup(this Turn turn, Goal goal, View view)
    {
        if (goal.Group is { } group && group != turn.Place.ToString() && Place.Parse(group) is { } place)
            turn.Post(place, view);
    }
}
