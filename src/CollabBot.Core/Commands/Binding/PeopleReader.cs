using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>People and departments: mentions the platform resolved, @ and a name, or a name alone.</summary>
internal sealed class PeopleReader : IArgumentReader
{
    // One piece with more is no list of people
    private const int MostSigns = 20;

    public object? Parse(string text, CommandParameter parameter, BindContext context)
    {
        var wanted = text.Trim().TrimStart('@', '\uFF20').Trim();
        if (parameter.Kind != ParameterKind.Departments)
            return Wrap(Target(wanted, context), parameter);
        var departments = text.Split([',', '\uFF0C', '、', ';', ' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => Target(name.TrimStart('@', '\uFF20'), context) as Department).ToList();
        return departments.Count == 0 || departments.Contains(null) ? null : new Departments([.. departments.OfType<Department>().DistinctBy(d => d.Id)]);
    }

    public IEnumerable<Found> Find(Utterance line, CommandParameter parameter, BindContext context)
    {
        foreach (var piece in line.Pieces.ToList())
            if (line.MentionAt(piece.Start) is { } mention)
            {
                if (Mentioned(mention, piece, parameter, context) is { } found)
                    yield return found;
            }
            else
            {
                foreach (var at in Named(line, piece, parameter, context))
                    yield return at;
                if (!piece.Quoted && piece.End - piece.Start <= 40 && line.Folded[piece.Start] != '@'
                    && Wrap(ByName(line.Folded[piece.Start..piece.End], context.Roster), parameter) is { } value)
                    yield return new Found(piece.Start, piece.End, value) { Soft = true, Final = !parameter.Required };
            }
    }

    public string Write(object value) => value switch
    {
        Assignee assignee => "@" + assignee.Name,
        PersonArgument argument => "@" + argument.Person.Name,
        Departments departments => string.Join(' ', departments.Items.Select(d => "@" + d.Name)),
        _ => "",
    };

    private static Found? Mentioned(Mention mention, Piece piece, CommandParameter parameter, BindContext context)
    {
        var name = mention.Name.TrimStart('@');
        var target = (object?)(mention.UserId is { } id ? context.Roster.ByAccount($"{context.Platform}:{id}") : null) ?? Target(name, context);
        if (target is Person { Left: true })
            return Stop(piece.Start, piece.End, "core.left-company", name);
        if (target is null)
            return parameter.Kind == ParameterKind.Departments || IsEveryone(name, context) ? null : Stop(piece.Start, piece.End, "core.stranger", name);
        return Wrap(target, parameter) is { } value ? new Found(piece.Start, piece.End, value) { Strength = 2 } : null;
    }

    /// <summary>Every @ in the piece; glued to a sentence in front, the name stays in it.</summary>
    private static IEnumerable<Found> Named(Utterance line, Piece piece, CommandParameter parameter, BindContext context)
    {
        var signs = 0;
        for (var at = piece.Start; at < piece.End && signs < MostSigns; at++)
        {
            if (line.Folded[at] != '@' || (at > piece.Start && Normaliser.IsLatin(line.Folded[at - 1])))
                continue;
            signs++;
            var (target, end) = RosterNames.Of(context.Roster).Longest(line.Folded, at + 1);
            if (target is null)
            {
                end = piece.End;
                target = ByName(line.Folded[(at + 1)..end], context.Roster);
            }

            if (target is not null && Wrap(target, parameter) is { } value)
                yield return new Found(at, end, value) { Strength = 2, Keep = at > piece.Start && line.Folded[at - 1] != '@' };
            else if (target is null && at == piece.Start && end > at + 1 && char.IsLetter(line.Folded[at + 1])
                && !IsEveryone(line.Folded[(at + 1)..end], context))
                yield return Stop(at, end, "core.nobody", line.Written(at + 1, end));
        }
    }

    /// <summary>Nobody in particular: the bot assigns nothing to everyone, the words stay text.</summary>
    private static bool IsEveryone(string name, BindContext context) => context.Lexicon.Everyone.Contains(Normaliser.Fold(name).Trim());

    private static Found Stop(int start, int end, string key, string name) => new(start, end, null) { Strength = 1, Problem = new Phrase(key, ("name", name)) };

    private static object? Target(string name, BindContext context) =>
        ByName(name, context.Roster) ?? context.Roster.ByAccount($"{context.Platform}:{name}")
            ?? (object?)context.Roster.Person(name) ?? context.Roster.Department(name);

    private static object? ByName(string name, Roster roster) =>
        string.IsNullOrWhiteSpace(name) ? null : RosterNames.Of(roster).Find(Normaliser.Fold(name)) ?? roster.DepartmentByName(name);

    private static object? Wrap(object? target, CommandParameter parameter) => (target, parameter.Kind) switch
    {
        (Person { Left: true }, _) => null,
        (Person person, ParameterKind.Assignee) => new Assignee(person, null),
        (Department department, ParameterKind.Assignee) => new Assignee(null, department),
        (Person person, ParameterKind.Person) => new PersonArgument(person),
        (Department department, ParameterKind.Departments) => new Departments([department]),
        _ => null,
    };
}
