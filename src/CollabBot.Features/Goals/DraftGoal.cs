using System.Globalization;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.Goals;

/// <summary>Puts a goal with a number, a source and a day up for signature. What makes it no goal yet is named one by one, with the form to complete it.</summary>
[Command("goal draft")]
public sealed record DraftGoal(
    Rest? Statement = null,
    FromTo? Range = null,
    [Labelled] string? Unit = null,
    [Labelled, Long] string? Definition = null,
    [Labelled] string? Source = null,
    Due? Due = null,
    [Labelled] string? Metric = null,
    Departments? Departments = null,
    GoalRank? Rank = null,
    [Labelled] string? Cycle = null);

/// <summary>Names what a draft lacks, each with a way out, and offers the form with what was understood.</summary>
public sealed record GoalIncomplete(IReadOnlyList<GoalGap> Gaps, CommandForm Completion) : View
{
    public override CommandForm? Form => Completion;

    public int Count => Gaps.Count;
}

internal sealed class DraftGoalHandler(TeamClock clock, FormMaker forms) : IHandler<DraftGoal>
{
    private static readonly string[] Needed = ["statement", "range", "unit", "definition", "source", "due"];

    public async Task<Reply> HandleAsync(DraftGoal command, Turn turn, CancellationToken cancel)
    {
        turn.MustWriteGoals();
        var gaps = GoalLint.Missing(command);
        if (gaps.Count > 0 || command is not { Statement: { } statement, Range: { } range, Source: { } source, Due: { } due })
            return new GoalIncomplete(gaps, Completion(command, turn));
        if (due.Day < clock.Today)
            throw new RuleException("goals.due-past", ("day", due.Day));
        var cycle = command.Cycle.ToCycle() ?? Cycles.Of(due.Day);
        var unit = string.IsNullOrWhiteSpace(command.Unit) ? range.Unit : command.Unit.Trim();
        var terms = new GoalTerms(statement.Text.Trim(), range.From, range.To, unit, command.Metric, source, due.Day, command.Definition, turn.Signing(command.Departments))
        {
            Cycle = cycle,
            Rank = GoalLint.Place(command.Rank, cycle, await turn.Work.ListAsync(GoalQueries.Alive, cancel)),
        };
        terms.Check();
        var goal = Goal.Draft(await turn.NextIdAsync("G", cancel), terms, turn.Actor, turn.Now) with
        {
            Group = turn.IsDirect ? null : turn.Place.ToString(),
        };
        turn.Work.Save(goal);
        turn.Raise(new GoalDrafted(goal));
        var card = GoalCard.Of(goal, turn.Roster);
        turn.TellSigners(goal, card);
        return card;
    }

    private CommandForm Completion(DraftGoal command, Turn turn)
    {
        var said = Said(command).Where(v => !string.IsNullOrEmpty(v.Text)).ToDictionary(v => v.Name, v => v.Text, StringComparer.Ordinal);
        var form = forms.For<DraftGoal>(said, turn.Locale, turn.Roster);
        return form with { Fields = [.. form.Fields.Select(f => Needed.Contains(f.Name) ? f with { Required = true } : f)] };
    }

    private static IEnumerable<(string Name, string? Text)> Said(DraftGoal command)
    {
        yield return ("statement", command.Statement?.Text);
        if (command.Range is { } range)
            yield return ("range", string.Create(CultureInfo.InvariantCulture, $"{range.From} → {range.To}"));
        yield return ("unit", string.IsNullOrWhiteSpace(command.Unit) ? command.Range?.Unit : command.Unit);
        yield return ("source", command.Source);
        yield return ("due", command.Due?.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return ("metric", command.Metric);
        yield return ("definition", command.Definition);
        yield return ("rank", command.Rank?.ToString());
        yield return ("cycle", command.Cycle);
        if (command.Departments is { } departments)
            yield return ("departments", string.Join(' ', departments.Items.Select(d => "@" + d.Name)));
    }
}
