using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Features.Goals;

namespace CollabBot.Features.Cascade;

/// <summary>Finds the sheet of a role, to be printed for people without an account.</summary>
[Command("goal print")]
public sealed record PrintRole(Rest Role);

/// <summary>A supervisor says how many people without an account heard it face to face; they are counted apart.</summary>
[Command("goal told")]
public sealed record TellAloud([Ref("G")] RecordRef Goal, int People, Rest Role);

/// <summary>Where the sheet is.</summary>
public sealed record RoleSheet(Goal Goal, Translation Translation, RoleLine Line) : View
{
    public string Path => TranslationPages.PathOf(Translation, Line);
}

internal sealed class PrintRoleHandler : IHandler<PrintRole>
{
    public async Task<Reply> HandleAsync(PrintRole command, Turn turn, CancellationToken cancel)
    {
        var roles = new List<string>();
        foreach (var goal in (await turn.Work.ListAsync(GoalQueries.Alive, cancel)).Where(g => g.State == GoalState.Effective))
            foreach (var translation in (await turn.Work.ListAsync(Translations.Of(goal.Id), cancel)).Where(t => t.IsWritten))
            {
                if (translation.Lines.FirstOrDefault(l => string.Equals(l.Role, command.Role.Text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } line)
                    return new RoleSheet(goal, translation, line);
                roles.AddRange(translation.Lines.Select(l => l.Role));
            }

        return roles.Count == 0 ? Reply.Refuse("cascade.no-lines") : Reply.Refuse("cascade.no-such-role", ("role", command.Role.Text), ("roles", roles.Distinct(StringComparer.Ordinal).Take(20).ToList()));
    }
}

internal sealed class TellAloudHandler : IHandler<TellAloud>
{
    private const int Most = 10_000;

    public async Task<Reply> HandleAsync(TellAloud command, Turn turn, CancellationToken cancel)
    {
        var role = command.Role.Text.Trim();
        if (command.People is < 1 or > Most)
            return Reply.Refuse("cascade.people-count", ("limit", Most));
        foreach (var translation in (await turn.Work.ListAsync(Translations.Of(command.Goal.Id), cancel)).Where(t => t.IsWritten))
            if (translation.Lines.FirstOrDefault(l => string.Equals(l.Role, role, StringComparison.OrdinalIgnoreCase)) is { } line)
            {
                // The last count of a role stands: whoever counts again does not add the same people twice
                turn.Work.Save(translation with { Told = [.. translation.Told.Where(t => t.Role != line.Role), new ToldAloud(line.Role, command.People, turn.Actor.Id, turn.Now)] });
                return Reply.Say("cascade.told", ("role", line.Role), ("people", command.People));
            }

        return Reply.Refuse("cascade.no-such-line", ("role", role), ("id", command.Goal.Id));
    }
}
