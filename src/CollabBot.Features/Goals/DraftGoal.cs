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
    [Labelled] string? Source = null,
    Due? Due = null,
    [Labelled] string? Metric = null,
    [Labelled, Long] string? Definition = null,
    Departments? Departments = null);

/// <summary>Names what a draft lacks and offers the form with what was understood.</summary>
public sealed record GoalIncomplete(IReadOnlyList<string> Missing, CommandForm Completion) : View
{
    public override CommandForm? Form => Completion;

    public int Count => Missing.Count;
}

internal sealed class DraftGoalHandler(TeamClock clock, FormMaker forms) : IHandler<DraftGoal>
{
    public async Task<Reply> HandleAsync(DraftGoal command, Turn turn, CancellationToken cancel)
    {
        turn.MustWriteGoals();
        if (command is not { Statement.Text: { Length: > 0 } statement, Range: { } range, Source: { Length: > 0 } source, Due: { } due })
            return Incomplete(command, turn);
        if (due.Day < clock.Today)
            throw new RuleException("goals.due-past", ("day", due.Day));
        var terms = new GoalTerms(
            statement.Trim(), range.From, range.To, range.Unit, command.Metric, source, due.Day, command.Definition, turn.Signing(command.Departments));
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

    private GoalIncomplete Incomplete(DraftGoal command, Turn turn)
    {
        var said = Said(command).Where(v => !string.IsNullOrEmpty(v.Text)).ToDictionary(v => v.Name, v => v.Text, StringComparer.Ordinal);
        string[] needed = ["statement", "range", "source", "due"];
        var form = forms.For<DraftGoal>(said, turn.Locale, turn.Roster);
        form = form with { Fields = [.. form.Fields.Select(f => needed.Contains(f.Name) ? f with { Required = true } : f)] };
        return new GoalIncomplete([.. form.Fields.Where(f => f.Required && !said.ContainsKey(f.Name)).Select(f => f.Label)], form);
    }

    private static IEnumerable<(string Name, string? Text)> Said(DraftGoal command)
    {
        yield return ("statement", command.Statement?.Text);
        if (command.Range is { } range)
            yield return ("range", string.Create(CultureInfo.InvariantCulture, $"{range.From} → {range.To} {range.Unit}").TrimEnd());
        yield return ("source", command.Source);
        yield return ("due", command.Due?.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return ("metric", command.Metric);
        yield return ("definition", command.Definition);
        if (command.Departments is { } departments)
            yield return ("departments", string.Join(' ', departments.Items.Select(d => "@" + d.Name)));
    }
}
