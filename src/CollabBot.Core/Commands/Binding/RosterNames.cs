using System.Runtime.CompilerServices;
using CollabBot.Core.People;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>The folded names of one roster snapshot, made once for it.</summary>
internal sealed class RosterNames
{
    private static readonly ConditionalWeakTable<Roster, RosterNames> Made = [];

    // A snapshot shares all names but one with the one before it
    private static readonly ConditionalWeakTable<string, string> FoldedNames = [];

    private readonly Dictionary<string, object?> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<char, List<string>> byFirst = [];

    private RosterNames(Roster roster)
    {
        foreach (var department in roster.Departments)
            foreach (var name in department.Aliases.Prepend(department.Name))
                Add(name, department);
        foreach (var person in roster.People)
            if (!person.Left)
                Add(person.Name, person);
        foreach (var names in byFirst.Values)
            names.Sort((a, b) => b.Length.CompareTo(a.Length));
    }

    public static RosterNames Of(Roster roster) => Made.GetValue(roster, r => new RosterNames(r));

    /// <summary>The person or department of exactly this name; null when nobody or several have it.</summary>
    public object? Find(string folded) => byName.GetValueOrDefault(folded.Trim());

    /// <summary>Whose name, the longest, begins here, and where it ends; a Latin name must end as a word.</summary>
    public (object? Target, int End) Longest(string folded, int start)
    {
        if (start >= folded.Length || !byFirst.TryGetValue(folded[start], out var names))
            return (null, start);
        foreach (var name in names)
        {
            var end = start + name.Length;
            if (string.CompareOrdinal(folded, start, name, 0, name.Length) == 0 && end <= folded.Length
                && !(end < folded.Length && Normaliser.IsLatin(name[^1]) && Normaliser.IsLatin(folded[end])))
                return (byName[name], end);
        }

        return (null, start);
    }

    private void Add(string name, object target)
    {
        var folded = FoldedNames.GetValue(name, static n => Normaliser.Fold(n).Trim());
        if (folded.Length == 0)
            return;
        if (!byName.TryAdd(folded, target))
        {
            if (!ReferenceEquals(byName[folded], target))
                byName[folded] = null;
        }
        else if (byFirst.TryGetValue(folded[0], out var names))
        {
            names.Add(folded);
        }
        else
        {
            byFirst[folded[0]] = [folded];
        }
    }
}
