using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Features.Blockers;
using CollabBot.Features.Goals;

namespace CollabBot.Features.Cascade;

/// <summary>From me to the number: my role's sentence, my department's words, the company's number, what blocks the way.</summary>
[Command("me goal")]
public sealed record ShowLineOfSight;

/// <summary>The chain from one person to the company's number; without a goal there is none, and each missing link says whose it is.</summary>
public sealed record LineOfSight(Goal? Goal, string? DepartmentId, Translation? Translation, string? Role, IReadOnlyList<Blocker> Blockers) : View
{
    private const int MostBlockers = 3;

    public bool HasGoal => Goal is not null;

    public bool IsTranslated => Translation is not null;

    public RoleLine? Line => Translation?.LineOf(Role);

    public bool HasLine => Line is not null;

    public bool MustChoose => IsTranslated && !HasLine;

    public bool HasBlockers => Blockers.Count > 0;

    /// <summary>The chain of the turn's actor.</summary>
    public static async Task<LineOfSight> OfAsync(Turn turn, CancellationToken cancel)
    {
        if (await SightDesk.CurrentAsync(turn, cancel) is not var (goal, translation))
            return new LineOfSight(null, null, null, null, []);
        var role = (await turn.Work.FindAsync<RoleHolder>(turn.Actor.Id, cancel))?.Role;
        var department = SendSights.DepartmentOf(turn.Actor, goal, turn.Roster);
        var unfinished = await turn.Work.ListAsync(BlockerQueries.Unfinished, cancel);
        bool Near(Blocker blocker) => department is not null && (blocker.OwnerDepartmentId == department || blocker.ReporterDepartmentId == department);
        // What is said to block the goal comes before what merely waits in the department
        var way = unfinished.Where(b => b.GoalId == goal.Id).Pressing().Concat(unfinished.Where(b => b.GoalId is null && Near(b)).Pressing());
        return new LineOfSight(goal, department, translation, role, [.. way.Take(MostBlockers)]);
    }
}

internal sealed class ShowLineOfSightHandler : IHandler<ShowLineOfSight>
{
    public async Task<Reply> HandleAsync(ShowLineOfSight command, Turn turn, CancellationToken cancel)
    {
        var sight = await LineOfSight.OfAsync(turn, cancel);
        if (turn.IsDirect)
            return sight;
        turn.Tell(turn.Actor, sight);
        return Reply.Say("cascade.in-private");
    }
}
