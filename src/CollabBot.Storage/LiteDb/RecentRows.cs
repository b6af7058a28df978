using System.Collections.Concurrent;
using LiteDB;

namespace CollabBot.Storage.LiteDb;

/// <summary>What is asked of a document's row: its version, the hash of its last ledger entry, its JSON.</summary>
internal sealed record RecentRow(int Version, string Hash, string Json)
{
    public static RecentRow Of(BsonDocument row) => new(row["v"].AsInt32, row["h"].AsString, row["j"].AsString);
}

/// <summary>
/// Documents that were written lately, as the disk has them, so that those in use need not be searched in the file. Only the writer puts them, after its commit: a reader that did
/// could put back what the writer has just replaced. Two generations of a fixed size; the older one goes when the younger is full.
/// </summary>
internal sealed class RecentRows
{
    private const int PerGeneration = 4096;
    private const int LongestJson = 8192;

    private readonly Dictionary<string, long> sequences = new(StringComparer.Ordinal);
    private ConcurrentDictionary<(string Collection, string Id), RecentRow> young = new();
    private ConcurrentDictionary<(string Collection, string Id), RecentRow> old = new();

    /// <summary>The row, or null when it is not among the recent ones.</summary>
    public RecentRow? Find(string collection, string id) =>
        Volatile.Read(ref young).TryGetValue((collection, id), out var row) || Volatile.Read(ref old).TryGetValue((collection, id), out row) ? row : null;

    /// <summary>The row as it is now; null = deleted. Writer thread only.</summary>
    public void Put(string collection, string id, RecentRow? row)
    {
        // first the older copy: a reader that finds nothing asks the file
        old.TryRemove((collection, id), out _);
        if (row is null || row.Json.Length > LongestJson)
        {
            young.TryRemove((collection, id), out _);
            return;
        }

        young[(collection, id)] = row;
        if (young.Count < PerGeneration)
            return;
        Volatile.Write(ref old, young);
        Volatile.Write(ref young, new());
    }

    /// <summary>The highest number on the disk. Writer thread only.</summary>
    public long SequenceAt(string sequence) => sequences.GetValueOrDefault(sequence);

    /// <summary>Notes the highest number on the disk. Writer thread only.</summary>
    public void SequenceIsAt(string sequence, long number) => sequences[sequence] = Math.Max(number, SequenceAt(sequence));
}
