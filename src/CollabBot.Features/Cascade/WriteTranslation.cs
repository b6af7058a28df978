using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Text;
using CollabBot.Features.Goals;
using Microsoft.Extensions.Options;

namespace CollabBot.Features.Cascade;

/// <summary>A head says what a goal means for the department and for each role in it. Without words it answers with the form.</summary>
[Command("goal translate")]
public sealed record WriteTranslation(
    [Ref("G")] RecordRef Goal,
    [Labelled] string? Plain = null,
    [Labelled] string? Helps = null,
    [Labelled] string? Hurts = null,
    [Labelled, Long] string? Lines = null,
    Departments? Department = null);

/// <summary>A line with what makes it hard to act on.</summary>
public sealed record CheckedLine(string? Role, string Text, PlainFlags Flags);

/// <summary>The one live card of a department's translation: the form while there are no words, then the words with their flags.</summary>
public sealed record TranslationCard(Goal Goal, Translation Translation, IReadOnlyList<CheckedLine> Checked, int Copies, CommandForm? Empty) : View
{
    public override string? Key => $"cascade:{Translation.Id}";

    public override CommandForm? Form => Empty;

    public string DepartmentId => Translation.DepartmentId;

    public bool IsAsked => Empty is not null;

    public bool HasFlags => Checked.Any(c => c.Flags.Any) || Copies > 0;

    public string Page => TranslationPages.PathOf(Translation);
}

/// <summary>Says what is wrong with the words, and gives all of them back to be mended: nobody writes twenty lines twice.</summary>
public sealed record TranslationReturned(Phrase Why, CommandForm Again) : View
{
    public override CommandForm? Form => Again;
}

internal sealed class WriteTranslationHandler(TranslationForms forms, SendSights sights) : IHandler<WriteTranslation>
{
    private const int Longest = 300;

    public async Task<Reply> HandleAsync(WriteTranslation command, Turn turn, CancellationToken cancel)
    {
        var goal = await turn.Work.FindAsync<Goal>(command.Goal.Id, cancel) ?? throw new RuleException("goals.not-found", ("id", command.Goal.Id));
        if (goal.State != GoalState.Effective)
            throw new RuleException("cascade.not-in-force", ("id", goal.Id));
        var department = Department(command, goal, turn);
        var translation = await turn.Work.FindAsync<Translation>(Translation.IdOf(goal.Id, department.Id), cancel) ?? new Translation
        {
            Id = Translation.IdOf(goal.Id, department.Id),
            GoalId = goal.Id,
            DepartmentId = department.Id,
            DepartmentName = department.Name,
            Edition = goal.Edition,
            Due = goal.Terms.Due,
        };
        if (string.IsNullOrWhiteSpace(command.Plain) || string.IsNullOrWhiteSpace(command.Lines))
            return new Reply.Ask(forms.Form(goal, Said(translation, command), turn.Actor, turn));
        IReadOnlyList<RoleLine> lines;
        try
        {
            lines = RoleLines.Parse(command.Lines);
            if (new[] { command.Plain, command.Helps, command.Hurts }.Any(t => t?.Length > Longest))
                throw new RuleException("cascade.too-long", ("limit", Longest));
        }
        catch (RuleException e)
        {
            return new TranslationReturned(e.Phrase, With(forms.Form(goal, Said(translation, command), turn.Actor, turn), command.Lines));
        }

        var written = Said(translation, command) with
        {
            Lines = lines,
            WrittenById = turn.Actor.Id,
            WrittenAt = turn.Now,
            WrittenFor = goal.Edition,
        };
        turn.Work.Save(written);
        sights.Plan(written, turn);
        return forms.Card(goal, written, turn.Actor, turn);
    }

    private static CommandForm With(CommandForm form, string lines) => form with { Fields = [.. form.Fields.Select(f => f.Name == "lines" ? f with { Value = lines } : f)] };

    // What a form leaves empty is meant to be empty; what a typed line leaves out stays
    private static Translation Said(Translation before, WriteTranslation command) => before with
    {
        Plain = Text(command.Plain) ?? before.Plain,
        Helps = Text(command.Helps) ?? before.Helps,
        Hurts = Text(command.Hurts) ?? before.Hurts,
    };

    private static string? Text(string? said) => string.IsNullOrWhiteSpace(said) ? null : said.Trim();

    private static Department Department(WriteTranslation command, Goal goal, Turn turn)
    {
        var named = command.Department?.Items is [var first, ..] ? first : null;
        var led = turn.Roster.LedBy(turn.Actor).Where(d => goal.Terms.DepartmentIds.Contains(d.Id, StringComparer.Ordinal)).ToList();
        if (named is null)
            return led.Count > 0 ? led[0] : throw new RuleException("cascade.heads-only", ("id", goal.Id));
        return led.Any(d => d.Id == named.Id) || turn.Roster.Has(turn.Actor, Role.Steward) ? named : throw new RuleException("cascade.not-yours", ("department", named.Name));
    }
}

/// <summary>Makes the card and the prefilled form of a translation.</summary>
internal sealed class TranslationForms(FormMaker forms, PlainWords words, IOptions<TeamOptions> team)
{
    /// <summary>The card: with the form as long as there are no words for this edition.</summary>
    public TranslationCard Card(Goal goal, Translation translation, Person reader, Turn turn)
    {
        var empty = translation.IsWritten && !translation.IsOutdated ? null : Form(goal, translation, reader, turn);
        CheckedLine[] all =
        [
            .. new[] { translation.Plain, translation.Helps, translation.Hurts }.OfType<string>().Select(t => new CheckedLine(null, t, words.Check(t))),
            .. translation.Lines.Select(l => new CheckedLine(l.Role, l.Text, words.Check(l.Text))),
        ];
        return new TranslationCard(goal, translation, all, PlainWords.Copies(translation.Lines), empty);
    }

    /// <summary>The form with what is known, in the reader's language.</summary>
    public CommandForm Form(Goal goal, Translation translation, Person reader, Turn turn)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["plain"] = translation.Plain,
            ["helps"] = translation.Helps,
            ["hurts"] = translation.Hurts,
            ["lines"] = translation.Lines.Count > 0 ? RoleLines.Write(translation.Lines) : null,
            ["department"] = "@" + translation.DepartmentName,
        };
        var form = forms.For<WriteTranslation>(values, reader.Id == turn.Actor.Id ? turn.Locale : reader.Locale ?? team.Value.Locale, turn.Roster);
        var several = turn.Roster.LedBy(reader).Count(d => goal.Terms.DepartmentIds.Contains(d.Id, StringComparer.Ordinal)) != 1;
        return form with
        {
            Line = $"{form.Line} #{goal.Id}",
            Fields = [.. form.Fields.Where(f => f.Name != "goal" && (several || f.Name != "department")).Select(f => f.Name is "plain" or "lines" ? f with { Required = true } : f)],
        };
    }
}
