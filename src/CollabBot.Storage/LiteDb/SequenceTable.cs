using System.Collections.Concurrent;
using LiteDB;

namespace CollabBot.Storage.LiteDb;

/// <summary>Counters in memory; the highest number of each is stored by the commit that uses it.</summary>
internal sealed class SequenceTable
{
    public const string Collection = "sequences";

    private readonly ConcurrentDictionary<string, StrongBox> counters = new(StringComparer.Ordinal);

    public SequenceTable(IEnumerable<BsonDocument> rows)
    {
        foreach (var row in rows)
            counters[row["_id"].AsString] = new StrongBox(row["value"].AsInt64);
    }

    public long Next(string sequence) => Interlocked.Increment(ref Counter(sequence).Value);

    /// <summary>Gives a number back that will certainly not be used, if no higher one was handed out since; so a refused command leaves no gap.</summary>
    public void GiveBack(string sequence, long number) => Interlocked.CompareExchange(ref Counter(sequence).Value, number - 1, number);

    public static BsonDocument Row(string sequence, long number) => new() { ["_id"] = sequence, ["value"] = number };

    private StrongBox Counter(string sequence) => counters.GetOrAdd(sequence, _ => new StrongBox(0));

    private sealed class StrongBox(long value)
    {
        public long Value = value;
    }
}
