using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>A name found at the start of a line: whose it is, where it ends, and where its words stand.</summary>
internal sealed record NameMatch(CommandInfo Command, int End, int Length, IReadOnlyList<(int Start, int End)> Words);

/// <summary>All names of all commands in all languages, folded.</summary>
internal sealed class CommandNames
{
    private readonly List<(string[] Words, CommandInfo Command)> names = [];
    private readonly Dictionary<string, HashSet<string>> roots = new(StringComparer.Ordinal);

    /// <summary>Every name a person may type, for guessing.</summary>
    public IEnumerable<(string[] Words, CommandInfo Command)> All => names;

    /// <summary>
    /// Collects names and adds a problem for each that two commands claim. A name of several words is also understood with any other name of its first word, so that
    /// <c>kd 列表</c> follows from <c>卡点 列表</c> and <c>kd</c>.
    /// </summary>
    public static CommandNames Of(IReadOnlyList<CommandInfo> commands, Phrasebook phrasebook, List<string> problems)
    {
        var found = new CommandNames();
        var owners = new Dictionary<string, CommandInfo>(StringComparer.Ordinal);
        foreach (var command in commands)
            foreach (var name in phrasebook.Locales.SelectMany(l => phrasebook.CommandIn(command.Name, l)?.Names ?? []).Append(command.Name))
            {
                var words = Normaliser.Fold(name).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (words.Length == 0)
                    problems.Add($"The command '{command.Name}' ({command.RecordType.Name}) has an empty name");
                else if (owners.TryAdd(string.Join(' ', words), command))
                    found.names.Add((words, command));
                else if (owners[string.Join(' ', words)] is var owner && owner != command)
                    problems.Add($"The commands '{owner.Name}' and '{command.Name}' are both called '{name}'");
            }

        var single = found.names.Where(n => n.Words.Length == 1).ToLookup(n => n.Command, n => n.Words[0]);
        foreach (var (words, command) in found.names.Where(n => n.Words.Length > 1).ToList())
            foreach (var root in owners.TryGetValue(words[0], out var first) ? single[first] : [])
                if ((string[])[root, .. words[1..]] is var other && owners.TryAdd(string.Join(' ', other), command))
                    found.names.Add((other, command));

        foreach (var (words, command) in found.names.Where(n => n.Command.Attribute.Shows is not null))
            (found.roots.TryGetValue(command.Name, out var set) ? set : found.roots[command.Name] = new HashSet<string>(StringComparer.Ordinal)).Add(words[0]);
        return found;
    }

    /// <summary>Whether the command, which shows records, is called by this first word.</summary>
    public bool IsRoot(CommandInfo show, string word) => roots.GetValueOrDefault(show.Name)?.Contains(word) == true;

    /// <summary>The first words of the names of a command that shows records.</summary>
    public IEnumerable<string> RootsOf(CommandInfo show) => roots.GetValueOrDefault(show.Name) ?? [];

    /// <summary>Every name that stands at the position, the longest first.</summary>
    public IReadOnlyList<NameMatch> Match(string folded, int start, IReadOnlySet<string> prefixes)
    {
        var first = SkipReferences(folded, start, prefixes);
        return [.. names.Where(n => Stands(n.Words[0], folded, first)).Select(n => Match(folded, first, n.Words, n.Command, prefixes)).OfType<NameMatch>().OrderByDescending(m => m.Length)];
    }

    /// <summary>The same for the later words of names that begin with a root of the command that shows the referenced record: <c>#B-1 认领</c>.</summary>
    public IReadOnlyList<NameMatch> MatchAfterReference(string folded, int start, CommandInfo show, IReadOnlySet<string> prefixes) =>
    [
        .. names.Where(n => n.Words.Length > 1 && IsRoot(show, n.Words[0]))
            .Select(n => Match(folded, start, n.Words[1..], n.Command, prefixes)).OfType<NameMatch>().OrderByDescending(m => m.Length),
    ];

    private static NameMatch? Match(string folded, int start, string[] words, CommandInfo command, IReadOnlySet<string> prefixes)
    {
        var spans = new (int Start, int End)[words.Length];
        var (position, length) = (start, 0);
        for (var i = 0; i < words.Length; i++)
        {
            var word = words[i];
            position = SkipReferences(folded, position, prefixes);
            if (!Stands(word, folded, position) || (Glued(folded, position) && i > 0))
                return null;
            spans[i] = (position, position + word.Length);
            position += word.Length;
            length += word.Length;
        }

        return Glued(folded, position) ? null : new NameMatch(command, position, length, spans);
    }

    private static bool Stands(string word, string folded, int at) => at + word.Length <= folded.Length && string.CompareOrdinal(folded, at, word, 0, word.Length) == 0;

    /// <summary>Latin letters or digits on both sides: the middle of a word.</summary>
    private static bool Glued(string folded, int at) =>
        at > 0 && at < folded.Length && Normaliser.IsLatin(folded[at - 1]) && (Normaliser.IsLatin(folded[at]) || folded[at] is '-' or '_');

    private static int SkipReferences(string folded, int at, IReadOnlySet<string> prefixes)
    {
        while (true)
        {
            while (at < folded.Length && char.IsWhiteSpace(folded[at]))
                at++;
            if (References.At(folded, at, prefixes) is not { } reference)
                return at;
            at = reference.End;
        }
    }
}
