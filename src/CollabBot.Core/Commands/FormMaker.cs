using System.Globalization;
using CollabBot.Core.Commands.Binding;
using CollabBot.Core.People;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>Derives forms from command records, worded in the reader's language.</summary>
public sealed class FormMaker(CommandCatalog catalog, Phrasebook phrasebook)
{
    // A platform's select box shows no more; other names can still be typed
    private const int MostPeople = 200;

    /// <summary>The form of a command; values are prefilled by parameter name, as a submitted form would carry them.</summary>
    public CommandForm For<TCommand>(IReadOnlyDictionary<string, string?> values, string locale, Roster roster) => For(catalog.Of(typeof(TCommand)), values, locale, roster);

    /// <summary>The form of a command; values are prefilled by parameter name, as a submitted form would carry them.</summary>
    public CommandForm For(CommandInfo command, IReadOnlyDictionary<string, string?> values, string locale, Roster roster)
    {
        var text = phrasebook.Command(command.Name, locale);
        return new CommandForm(
            text.Names[0],
            text.Form ?? text.Summary,
            text.Submit ?? phrasebook.Say("core.submit", locale),
            [.. command.Parameters.Select(p => Field(command, p, values.FirstOrDefault(v => v.Key.Equals(p.Name, StringComparison.OrdinalIgnoreCase)).Value, locale, roster))]);
    }

    internal CommandForm For(CommandInfo command, Bound bound, string locale, Roster roster)
    {
        var values = bound.Values.ToDictionary(v => v.Key.Name, v => (string?)Binder.Readers[v.Key.Kind].Write(v.Value), StringComparer.Ordinal);
        foreach (var (parameter, (raw, _)) in bound.Broken)
            values[parameter.Name] = raw;
        var form = WithKnownRecord(For(command, values, locale, roster), bound);
        if (bound.Broken.Count == 0)
            return form;
        var hints = bound.Broken.ToDictionary(b => b.Key.Name, b => phrasebook.Say(b.Value.Why, locale), StringComparer.Ordinal);
        return form with { Fields = [.. form.Fields.Select(f => hints.TryGetValue(f.Name, out var why) ? f with { Hint = why } : f)] };
    }

    // Nobody fills in an id that is known: it stays in the line
    private static CommandForm WithKnownRecord(CommandForm form, Bound bound)
    {
        var known = bound.Values.Where(v => v.Key is { Required: true, Kind: ParameterKind.Reference }).ToDictionary(v => v.Key.Name, v => ((RecordRef)v.Value).Id, StringComparer.Ordinal);
        return known.Count == 0
            ? form
            : form with { Line = form.Line + string.Concat(known.Values.Select(id => " #" + id)), Fields = [.. form.Fields.Where(f => !known.ContainsKey(f.Name))] };
    }

    private FormField Field(CommandInfo command, CommandParameter parameter, string? value, string locale, Roster roster)
    {
        var words = phrasebook.Command(command.Name, locale).Parameters.GetValueOrDefault(parameter.Name);
        var kind = parameter.Kind switch
        {
            ParameterKind.Day => FieldKind.Date,
            ParameterKind.Choice or ParameterKind.Flag => FieldKind.Choice,
            ParameterKind.Departments => FieldKind.Several,
            ParameterKind.Assignee or ParameterKind.Person => FieldKind.Person,
            _ => parameter.MultiLine ? FieldKind.LongText : FieldKind.Text,
        };
        var options = Options(parameter, locale, roster);
        // A choice starts with what leaving it alone would mean
        value ??= parameter is { Kind: ParameterKind.Choice, Required: false, Default: not null } ? parameter.Default.ToString() : null;
        var label = words?.Label is { Length: > 0 } said ? said : parameter.Name;
        return new FormField(parameter.Name, label, kind, parameter.Required, words?.Hint, value, options);
    }

    private IReadOnlyList<FieldOption> Options(CommandParameter parameter, string locale, Roster roster) => parameter.Kind switch
    {
        ParameterKind.Choice => [.. Enum.GetValues(parameter.Type).Cast<Enum>().Select(v => new FieldOption(v.ToString(), phrasebook.Word(v, locale)))],
        ParameterKind.Flag => [new FieldOption("false", phrasebook.Say("core.no", locale)), new FieldOption("true", phrasebook.Say("core.yes", locale))],
        ParameterKind.Assignee => parameter.DepartmentOnly ? [.. Departments(roster)] : [.. Departments(roster), .. People(roster)],
        ParameterKind.Departments => [.. Departments(roster)],
        ParameterKind.Person => [.. People(roster)],
        _ => [],
    };

    private static IEnumerable<FieldOption> Departments(Roster roster) => roster.Departments.Select(d => new FieldOption("@" + d.Name, d.Name));

    private static IEnumerable<FieldOption> People(Roster roster) =>
        roster.People.Where(p => !p.Left && p.Accounts.Count > 0).OrderBy(p => p.Name, StringComparer.Create(CultureInfo.InvariantCulture, true)).Take(MostPeople)
            .Select(p => new FieldOption(ReferenceEquals(roster.ByName(p.Name), p) ? "@" + p.Name : p.Id, p.Name) { PersonId = p.Id });
}
