using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Text;

namespace CollabBot.Features.Help;

/// <summary>What can be said here, with an example each; or everything about one word.</summary>
[Command("help")]
public sealed record ShowHelp(Rest? Topic = null);

/// <summary>One command in a reader's language.</summary>
public sealed record HelpEntry(string Name, IReadOnlyList<string> OtherNames, string Summary, string Example, bool DirectOnly, IReadOnlyList<HelpParameter> Parameters)
{
    public bool HasOtherNames => OtherNames.Count > 0;

    public bool HasParameters => Parameters.Count > 0;
}

/// <summary>What a command takes.</summary>
public sealed record HelpParameter(string Label, string? Hint, bool Required);

/// <summary>Commands that begin with the same word.</summary>
public sealed record HelpGroup(string Word, IReadOnlyList<HelpEntry> Entries)
{
    public HelpEntry First => Entries[0];

    public bool HasMore => Entries.Count > 1;
}

/// <summary>The words for every day, an example each, then, folded, the other words the reader may say.</summary>
public sealed record HelpCard(IReadOnlyList<HelpGroup> Main, IReadOnlyList<HelpGroup> More) : View;

/// <summary>One group (or one command) in detail.</summary>
public sealed record HelpDetail(HelpGroup Group) : View;

internal sealed class ShowHelpHandler(CommandCatalog catalog, Phrasebook phrasebook) : IHandler<ShowHelp>
{
    // What somebody with thirty seconds needs; everything else is one press away
    private static readonly string[] Everyday = ["blocker", "goal", "sync", "feedback", "me"];

    public Task<Reply> HandleAsync(ShowHelp command, Turn turn, CancellationToken cancel)
    {
        // The order a slice words its commands in is the order of use; a slice that only adds to another's word comes after it
        var order = phrasebook.WordedCommands.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
        var groups = catalog.All
            .Where(c => !c.Attribute.Hidden && turn.Roster.Has(turn.Actor, c.Attribute.Requires))
            .GroupBy(c => c.Name.Split(' ')[0], StringComparer.Ordinal)
            .OrderBy(g => Array.IndexOf(Everyday, g.Key) is >= 0 and var at ? at : Everyday.Length).ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (IReadOnlyList<CommandInfo>)[..
                g.OrderByDescending(c => c.Name == g.Key).ThenByDescending(c => g.Count(other => Slice(other) == Slice(c))).ThenBy(c => order.GetValueOrDefault(c.Name, int.MaxValue))])
            .ToList();
        var topic = Fold(command.Topic?.Text ?? "");
        return Task.FromResult<Reply>(topic.Length == 0
            ? new HelpCard(
                [.. groups.Where(g => Everyday.Contains(Root(g))).Select(g => Group(g, turn.Locale))],
                [.. groups.Where(g => !Everyday.Contains(Root(g)) && Root(g) != "help").Select(g => Group(g, turn.Locale))])
            : new HelpDetail(Group(About(topic, groups), turn.Locale)));
    }

    private IReadOnlyList<CommandInfo> About(string topic, IReadOnlyList<IReadOnlyList<CommandInfo>> groups)
    {
        // A group's own word means the group, also where a command of it is called by that word alone
        if (groups.FirstOrDefault(g => Words(g[0]).Contains(topic, StringComparer.Ordinal)) is { } whole)
            return whole;
        if (groups.SelectMany(g => g).FirstOrDefault(c => c.Name.Contains(' ', StringComparison.Ordinal) && Names(c).Any(n => Fold(n) == topic)) is { } one)
            return [one];
        return groups.FirstOrDefault(g => g.SelectMany(Names).Any(n => Fold(n) == topic || Fold(n).Split(' ')[0] == topic))
            ?? throw new RuleException("help.no-such-word", ("word", topic));
    }

    private static string? Slice(CommandInfo command) => command.RecordType.Namespace;

    private static string Root(IReadOnlyList<CommandInfo> group) => group[0].Name.Split(' ')[0];

    private HelpGroup Group(IReadOnlyList<CommandInfo> commands, string locale) =>
        new(phrasebook.Command(commands[0].Name, locale).Names[0].Split(' ')[0], [.. commands.Select(c => Entry(c, locale))]);

    private HelpEntry Entry(CommandInfo command, string locale)
    {
        var text = phrasebook.Command(command.Name, locale);
        return new HelpEntry(
            text.Names[0],
            [.. Names(command).Where(n => n != text.Names[0]).Distinct(StringComparer.Ordinal)],
            text.Summary,
            text.Example ?? text.Names[0],
            command.Attribute.DirectOnly,
            [.. command.Parameters.Select(p => Parameter(p, text))]);
    }

    private static HelpParameter Parameter(CommandParameter parameter, CommandText text)
    {
        var words = text.Parameters.GetValueOrDefault(parameter.Name);
        return new HelpParameter(words?.Label ?? parameter.Name, words?.Hint, parameter.Required);
    }

    private IEnumerable<string> Words(CommandInfo command) =>
        phrasebook.Locales.Select(l => phrasebook.CommandIn(command.Name, l)?.Names[0]).OfType<string>().Append(command.Name).Select(n => Fold(n).Split(' ')[0]);

    private IEnumerable<string> Names(CommandInfo command) =>
        phrasebook.Locales.SelectMany(l => phrasebook.CommandIn(command.Name, l)?.Names ?? []).Append(command.Name);

    private static string Fold(string words) => string.Join(' ', words.Trim().TrimStart('/').ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
