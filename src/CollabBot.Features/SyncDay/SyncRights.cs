using CollabBot.Core.Chat;
using CollabBot.Core.People;

namespace CollabBot.Features.SyncDay;

/// <summary>Who may run the meeting.</summary>
internal static class SyncRights
{
    /// <summary>Heads, deputies, stewards and the sponsor; everybody as long as the team has named none of them, or a fresh installation could not even try it.</summary>
    public static void MustRunMeetings(Turn turn)
    {
        var roster = turn.Roster;
        var named = roster.Departments.Any(d => roster.LeaderOf(d) is not null) || roster.People.Any(p => !p.Left && roster.Has(p, Role.Steward));
        if (named && !roster.Has(turn.Actor, Role.Head))
            throw new RuleException("sync.heads-only");
    }

    /// <summary>Who speaks for the department today.</summary>
    public static Person? LeaderOf(this Roster roster, Department department) => roster.Speaker(department);

    /// <summary>Departments somebody can fill in for.</summary>
    public static IReadOnlyList<Department> Filling(this Roster roster) => [.. roster.MainDepartments.Where(d => roster.LeaderOf(d) is not null)];
}
