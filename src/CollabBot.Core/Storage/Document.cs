namespace CollabBot.Core.Storage;

/// <summary>An immutable stored record; a change is a new record with the same <see cref="Id"/>, saved against the version it was read at.</summary>
public abstract record Document
{
    /// <summary>Unique within its collection, case-sensitive, at most 200 characters.</summary>
    public required string Id { get; init; }

    /// <summary>0 for a record that was never saved; the store raises it by one with each commit.</summary>
    public int Version { get; init; }
}

/// <summary>Names the collection a document type lives in and the fields its queries filter by.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CollectionAttribute(string name, params string[] indexes) : Attribute
{
    /// <summary>Lower-case collection name, the same in every store.</summary>
    public string Name { get; } = name;

    /// <summary>camelCase JSON paths that stores index.</summary>
    public IReadOnlyList<string> Indexes { get; } = indexes;

    /// <summary>False for plumbing (delivery state, counters) that the ledger need not remember.</summary>
    public bool Ledger { get; init; } = true;

    /// <summary>True for records whose author must not be found anywhere: their ledger entries carry no actor, no command and only the day.</summary>
    public bool Confidential { get; init; }
}
