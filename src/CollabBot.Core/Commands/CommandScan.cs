using System.Reflection;
using CollabBot.Core.Chat;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>One look over types for commands; collects every problem before it gives up.</summary>
internal sealed class CommandScan(Phrasebook phrasebook)
{
    private readonly List<string> problems = [];

    public CommandCatalog Run(IEnumerable<Type> types, bool everyWordMustServe)
    {
        var all = types.ToList();
        var handlers = all.Where(t => t is { IsClass: true, IsAbstract: false })
            .SelectMany(t => t.GetInterfaces(), (t, i) => (Handler: t, Interface: i))
            .Where(x => x.Interface.IsGenericType && x.Interface.GetGenericTypeDefinition() == typeof(IHandler<>))
            .ToLookup(x => x.Interface.GetGenericArguments()[0], x => x.Handler);
        var commands = all.Where(t => t.IsDefined(typeof(CommandAttribute), false)).OrderBy(t => t.GetCustomAttribute<CommandAttribute>()!.Name, StringComparer.Ordinal)
            .Select(t => Describe(t, [.. handlers[t]])).OfType<CommandInfo>().ToList();

        foreach (var same in commands.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add($"{string.Join(" and ", same.Select(c => c.RecordType.Name))} are both the command '{same.Key}'");
        foreach (var same in commands.Where(c => c.Attribute.Shows is not null).GroupBy(c => c.Attribute.Shows!, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            problems.Add($"{string.Join(" and ", same.Select(c => c.RecordType.Name))} both show #{same.Key}-1");
        foreach (var command in commands)
            problems.AddRange(CommandTexts.Problems(command, phrasebook));
        if (everyWordMustServe)
            problems.AddRange(phrasebook.WordedCommands.Except(commands.Select(c => c.Name), StringComparer.Ordinal).Select(n => $"The text files word a command '{n}' that does not exist"));

        var names = CommandNames.Of(commands, phrasebook, problems);
        return problems.Count == 0 ? new CommandCatalog(commands, names) : throw new BadCommandException(problems);
    }

    private CommandInfo? Describe(Type record, List<Type> handlers)
    {
        var before = problems.Count;
        var attribute = record.GetCustomAttribute<CommandAttribute>()!;
        var constructors = record.GetConstructors();
        if (handlers.Count != 1)
            problems.Add(handlers.Count == 0
                ? $"The command '{attribute.Name}' ({record.Name}) has no IHandler<{record.Name}>"
                : $"The command '{attribute.Name}' ({record.Name}) has several handlers: {string.Join(", ", handlers.Select(h => h.Name))}");
        if (constructors.Length != 1)
            problems.Add($"The command '{attribute.Name}' ({record.Name}) needs exactly one public constructor");
        if (problems.Count > before)
            return null;

        var parameters = new List<CommandParameter>();
        foreach (var parameter in constructors[0].GetParameters())
        {
            if (CommandParameter.Of(parameter) is { } known)
                parameters.Add(known with { Labels = CommandTexts.Labels(attribute.Name, known.Name, phrasebook) });
            else
                problems.Add($"The command '{attribute.Name}' ({record.Name}) has a parameter {parameter.Name} of type {parameter.ParameterType.Name}, which no line can bind");
        }

        if (parameters.Count(p => p.Kind == ParameterKind.Rest) > 1)
            problems.Add($"The command '{attribute.Name}' ({record.Name}) has several parameters for the remaining text; mark all but one [Labelled]");
        return problems.Count > before ? null : new CommandInfo(attribute, constructors[0], handlers[0], parameters);
    }
}
