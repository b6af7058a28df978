using System.Reflection;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>Every command there is. Made once at start-up; safe for many threads.</summary>
public sealed class CommandCatalog
{
    private readonly Dictionary<string, CommandInfo> byName;
    private readonly Dictionary<Type, CommandInfo> byType;
    private readonly Dictionary<string, CommandInfo> shows;

    internal CommandCatalog(IReadOnlyList<CommandInfo> all, CommandNames names)
    {
        All = all;
        Names = names;
        byName = all.ToDictionary(c => c.Name, StringComparer.Ordinal);
        byType = all.ToDictionary(c => c.RecordType);
        shows = all.Where(c => c.Attribute.Shows is not null).ToDictionary(c => c.Attribute.Shows!.ToUpperInvariant(), StringComparer.Ordinal);
        Prefixes = all.SelectMany(c => c.Parameters).SelectMany(p => p.Prefixes).Concat(shows.Keys).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>By English name.</summary>
    public IReadOnlyList<CommandInfo> All { get; }

    /// <summary>Id prefixes that any command takes or shows.</summary>
    internal IReadOnlySet<string> Prefixes { get; }

    internal CommandNames Names { get; }

    /// <summary>Finds every <c>[Command]</c> record and its handler; throws <see cref="BadCommandException"/> naming everything that is wrong.</summary>
    public static CommandCatalog Scan(IEnumerable<Assembly> assemblies, Phrasebook phrasebook)
    {
        var scan = new CommandScan(phrasebook);
        return scan.Run(assemblies.SelectMany(a => a.GetTypes()), everyWordMustServe: true);
    }

    /// <summary>The same over given types; words of other commands are no problem then.</summary>
    public static CommandCatalog Of(IEnumerable<Type> types, Phrasebook phrasebook) => new CommandScan(phrasebook).Run(types, everyWordMustServe: false);

    /// <summary>By English name, or null.</summary>
    public CommandInfo? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>By record type; throws for a type that is no command.</summary>
    public CommandInfo Of(Type record) => byType[record];

    /// <summary>The command that shows a record of this id prefix, or null.</summary>
    public CommandInfo? Showing(string prefix) => shows.GetValueOrDefault(prefix);
}
