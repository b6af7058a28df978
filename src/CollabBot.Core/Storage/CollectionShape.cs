using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace CollabBot.Core.Storage;

/// <summary>A field that stores index: its camelCase JSON path, and whether it is a list whose members are looked up one by one.</summary>
public sealed record IndexedField(string Path, bool IsList);

/// <summary>What every store must know of a document type; read from its <see cref="CollectionAttribute"/> once.</summary>
public sealed class CollectionShape
{
    private static readonly ConcurrentDictionary<Type, CollectionShape> Known = new();

    private CollectionShape(Type type)
    {
        Type = type;
        Attribute = type.GetCustomAttribute<CollectionAttribute>()
            ?? throw new InvalidOperationException($"{type.Name} is a document without [Collection(\"name\")]");
        Fields = [.. Attribute.Indexes.Select(path => new IndexedField(path, IsList(type, path)))];
    }

    /// <summary>The document type.</summary>
    public Type Type { get; }

    /// <summary>Name, ledger and confidentiality.</summary>
    public CollectionAttribute Attribute { get; }

    /// <summary>The collection's name.</summary>
    public string Name => Attribute.Name;

    /// <summary>The indexed fields.</summary>
    public IReadOnlyList<IndexedField> Fields { get; }

    /// <summary>The shape of a document type; refuses one without a collection, or with an index on a field it does not have.</summary>
    public static CollectionShape Of(Type type) => Known.GetOrAdd(type, t => new CollectionShape(t));

    private static bool IsList(Type type, string path)
    {
        var at = type;
        foreach (var part in path.Split('.'))
            at = at.GetProperties().FirstOrDefault(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name) == part)?.PropertyType
                ?? throw new InvalidOperationException($"{type.Name} has an index on {path}, which is not a field of it");
        return at != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(at);
    }
}
