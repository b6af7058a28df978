using CollabBot.Core.Chat;
using CollabBot.Core.Storage;
using CollabBot.Core.Wiki;
using CollabBot.Features.Goals;

namespace CollabBot.Features.Cascade;

/// <summary>A translation with the goal it translates.</summary>
public sealed record TranslatedGoal(Goal Goal, Translation Translation);

/// <summary>A department's page: what the goals mean here, and for each role.</summary>
public sealed record TranslationPage(string Department, IReadOnlyList<TranslatedGoal> Goals) : View;

/// <summary>One sheet of paper for one role: the number, the role's sentence, nothing else.</summary>
public sealed record RolePage(string Department, Goal Goal, Translation Translation, RoleLine Line) : View;

internal sealed class TranslationPages : IPageSource
{
    private const string Chapter = "02 部门翻译";

    public IReadOnlyList<string> MadeFrom { get; } = ["translations"];

    /// <summary>The department's page.</summary>
    public static string PathOf(Translation translation) => $"{Chapter}/{PagePath.Clean(translation.DepartmentName)}";

    /// <summary>The sheet of one role.</summary>
    public static string PathOf(Translation translation, RoleLine line) => $"{PathOf(translation)}/{PagePath.Clean(line.Role)}";

    public IEnumerable<string> PathsFor(Document changed) =>
        changed is Translation { IsWritten: true } translation ? translation.Lines.Select(l => PathOf(translation, l)).Prepend(PathOf(translation)) : [];

    public async Task<View?> DrawAsync(string path, IUnitOfWork work, CancellationToken cancel)
    {
        if (path.Split('/') is not [Chapter, var department, .. var role] || role.Length > 1)
            return null;
        var goals = new List<TranslatedGoal>();
        foreach (var translation in (await work.ListAsync(Query<Translation>.All, cancel)).Where(t => t.IsWritten && PagePath.Clean(t.DepartmentName) == department))
            if (await work.FindAsync<Goal>(translation.GoalId, cancel) is { State: not GoalState.Dropped } goal)
                goals.Add(new TranslatedGoal(goal, translation));
        if (goals.Count == 0)
            return null;
        var ordered = goals.OrderByDescending(g => g.Goal.EffectiveAt).ToList();
        if (role.Length == 0)
            return new TranslationPage(department, ordered);
        var found = ordered.SelectMany(g => g.Translation.Lines, (g, line) => (g, line)).FirstOrDefault(pair => PagePath.Clean(pair.line.Role) == role[0]);
        return found.line is null ? null : new RolePage(department, found.g.Goal, found.g.Translation, found.line);
    }
}
