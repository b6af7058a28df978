using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>What a line and a form gave for a command: values by parameter, and what stands in the way.</summary>
internal sealed class Bound
{
    public Dictionary<CommandParameter, object> Values { get; } = [];

    /// <summary>Where in the line the values stand that were taken out of it.</summary>
    public Dictionary<CommandParameter, (int Start, int End)> Places { get; } = [];

    /// <summary>Recognised in a sentence, where they stay.</summary>
    public HashSet<CommandParameter> Kept { get; } = [];

    /// <summary>Whether any label was found.</summary>
    public bool Labelled { get; set; }

    /// <summary>One sentence that ends the reading.</summary>
    public Phrase? Problem { get; set; }

    /// <summary>Form fields that could not be read: what was sent and why it does not do.</summary>
    public Dictionary<CommandParameter, (string Raw, Phrase Why)> Broken { get; } = [];

    /// <summary>Words that no parameter had a place for.</summary>
    public string Unused { get; set; } = "";
}

/// <summary>Binds parameters by type, free of order: form fields first, then labels, then what stands free, then the rest.</summary>
internal static class Binder
{
    public static readonly IReadOnlyDictionary<ParameterKind, IArgumentReader> Readers = new Dictionary<ParameterKind, IArgumentReader>
    {
        [ParameterKind.Rest] = new TextReader(),
        [ParameterKind.Labelled] = new TextReader(),
        [ParameterKind.Assignee] = new PeopleReader(),
        [ParameterKind.Person] = new PeopleReader(),
        [ParameterKind.Departments] = new PeopleReader(),
        [ParameterKind.Day] = new DayReader(),
        [ParameterKind.Span] = new SpanReader(),
        [ParameterKind.Money] = new MoneyReader(),
        [ParameterKind.Change] = new ChangeReader(),
        [ParameterKind.Reference] = new ReferenceReader(),
        [ParameterKind.Choice] = new ChoiceReader(),
        [ParameterKind.Whole] = new NumberReader(),
        [ParameterKind.Number] = new NumberReader(),
        [ParameterKind.Flag] = new FlagReader(),
    };

    // 40 → 50 is no date and 10-20 no number: the more particular kinds read first
    private static readonly ParameterKind[] Order =
    [
        ParameterKind.Reference, ParameterKind.Change, ParameterKind.Span, ParameterKind.Day, ParameterKind.Person, ParameterKind.Departments, ParameterKind.Assignee,
        ParameterKind.Choice, ParameterKind.Money, ParameterKind.Flag, ParameterKind.Whole, ParameterKind.Number,
    ];

    public static Bound Bind(Utterance line, CommandInfo command, IReadOnlyDictionary<string, string>? fields, BindContext context)
    {
        var bound = new Bound();
        BindFields(bound, command, fields, context);
        LabelBinder.Bind(bound, line, command, context);
        if (bound.Problem is null)
            BindFree(bound, line, command, context);
        if (bound.Problem is null)
            new BareLabels(bound, line, command, context).Bind();
        if (bound.Problem is null)
            BindRest(bound, line, command);
        return bound;
    }

    private static void BindFields(Bound bound, CommandInfo command, IReadOnlyDictionary<string, string>? fields, BindContext context)
    {
        foreach (var (name, raw) in fields ?? new Dictionary<string, string>())
        {
            var parameter = command.Parameters.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (parameter is null || string.IsNullOrWhiteSpace(raw))
                continue;
            if (Readers[parameter.Kind].Parse(raw, parameter, context) is { } value)
                bound.Values[parameter] = value;
            else
                bound.Broken[parameter] = (raw, Unreadable.Of(command, parameter, raw));
        }
    }

    private static void BindFree(Bound bound, Utterance line, CommandInfo command, BindContext context)
    {
        var open = command.Parameters
            .Where(p => p is { ByLabelOnly: false, Kind: not ParameterKind.Rest } && !bound.Values.ContainsKey(p) && !bound.Broken.ContainsKey(p))
            .OrderBy(p => Array.IndexOf(Order, p.Kind)).ToList();

        // Each word found may make the next one stand at the edge, so look again until nothing moves
        for (var moved = true; moved && bound.Problem is null;)
        {
            moved = false;
            foreach (var parameter in open.ToList())
            {
                var usable = Readers[parameter.Kind].Find(line, parameter, context).Where(f => Usable(f, line, command)).ToList();
                if (usable.OrderBy(f => f.Problem is null).ThenBy(f => f.Strength).ThenBy(f => f.Start).LastOrDefault() is not { } best)
                    continue;
                if (best.Problem is { } problem)
                {
                    bound.Problem = problem;
                    return;
                }

                moved = true;
                if (best.Keep)
                {
                    bound.Kept.Add(parameter);
                }
                else
                {
                    line.Take(best.Start, best.End);
                    bound.Places[parameter] = (best.Start, best.End);
                }

                if (parameter.Kind == ParameterKind.Departments)
                    AddDepartments(bound, parameter, best, open);
                else
                    bound.Values[parameter] = best.Value!;
                if (parameter.Kind != ParameterKind.Departments || best.Keep)
                    open.Remove(parameter);
            }
        }
    }

    private static void AddDepartments(Bound bound, CommandParameter parameter, Found found, List<CommandParameter> open)
    {
        var before = bound.Values.TryGetValue(parameter, out var value) ? ((Departments)value).Items : [];
        var added = ((Departments)found.Value!).Items;
        if (added.All(a => before.Any(b => b.Id == a.Id)) && found.Keep)
            open.Remove(parameter);
        bound.Values[parameter] = new Departments([.. added.Concat(before).DistinctBy(d => d.Id)]);
    }

    private static bool Usable(Found found, Utterance line, CommandInfo command) =>
        !command.TakesText || ((!found.Soft || !line.IsInside(found.Start, found.End)) && (!found.Final || !line.HasText(found.End, line.Folded.Length)));

    private static void BindRest(Bound bound, Utterance line, CommandInfo command)
    {
        var text = line.Remaining();
        if (text.Length > 1 && LineSplitter.QuoteEnd(text, 0) == text.Length)
            text = text[1..^1].Trim();
        var rest = command.Parameters.FirstOrDefault(p => p.Kind == ParameterKind.Rest);
        if (rest is null)
            bound.Unused = text;
        else if (text.Length > 0 && !bound.Values.ContainsKey(rest))
            bound.Values[rest] = rest.Type == typeof(Rest) ? new Rest(text) : text;
    }
}
