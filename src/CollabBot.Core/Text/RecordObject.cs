using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;

namespace CollabBot.Core.Text;

/// <summary>A record as a template sees it: its public properties in snake_case, read when asked for, nothing to write, nothing to call.</summary>
internal sealed class RecordObject(object source) : IScriptObject
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> Known = new();

    private readonly Dictionary<string, PropertyInfo> members = Known.GetOrAdd(source.GetType(), Read);

    /// <summary>The record itself.</summary>
    public object Source { get; } = source;

    /// <summary>True for the few records that have one obvious wording.</summary>
    public bool IsPrintable => Source is Person or Department or Assignee or PersonArgument or Departments or Due or Money or RecordRef or Rest or Phrase;

    public int Count => members.Count;

    public bool IsReadOnly
    {
        get => true;
        set => _ = value;
    }

    public static IEnumerable<string> MembersOf(Type type) => Known.GetOrAdd(type, Read).Keys;

    /// <summary>A value as templates handle it: plain values as they are, enums with their type, lists and records wrapped.</summary>
    public static object? Wrap(object? value) => value switch
    {
        null or string or bool or char or DateOnly or DateTimeOffset or TimeOnly or TimeSpan => value,
        decimal or double or float or long or int or short or byte or uint or ulong => value,
        Enum member => new EnumValue(member),
        IDictionary map => Copy(map),
        IEnumerable list => new ScriptArray(list.Cast<object?>().Select(Wrap)) { IsReadOnly = true },
        _ => new RecordObject(value),
    };

    /// <summary>The value behind what a template handles.</summary>
    public static object? Plain(object? value) => value switch
    {
        RecordObject record => record.Source,
        EnumValue member => member.Value,
        ScriptArray list => list.Select(Plain).ToList(),
        _ => value,
    };

    public IEnumerable<string> GetMembers() => members.Keys;

    public bool Contains(string member) => members.ContainsKey(member);

    public bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        var found = members.TryGetValue(member, out var property);
        value = found ? Wrap(property!.GetValue(Source)) : null;
        return found;
    }

    public bool CanWrite(string member) => false;

    public bool TrySetValue(TemplateContext? context, SourceSpan span, string member, object? value, bool readOnly) => false;

    public bool Remove(string member) => false;

    public void SetReadOnly(string member, bool readOnly)
    {
        // It always is
    }

    public IScriptObject Clone(bool deep) => this;

    private static ScriptObject Copy(IDictionary map)
    {
        var copy = new ScriptObject();
        foreach (DictionaryEntry entry in map)
            copy[entry.Key.ToString() ?? ""] = Wrap(entry.Value);
        copy.IsReadOnly = true;
        return copy;
    }

    private static Dictionary<string, PropertyInfo> Read(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0)
        .ToDictionary(p => StandardMemberRenamer.Rename(p.Name), StringComparer.Ordinal);
}
