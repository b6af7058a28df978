using System.Security.Cryptography;
using System.Text;
using CollabBot.Core.Delivery;
using LiteDB;

namespace CollabBot.Storage.LiteDb;

/// <summary>An envelope in memory with its place in the order of arrival; the payload too, so that taking one reads nothing.</summary>
internal sealed class Entry(long sequence, Envelope envelope, DateTimeOffset putAt, byte[] keys)
{
    public long Sequence { get; } = sequence;

    public Envelope Envelope { get; set; } = envelope;

    public DateTimeOffset PutAt { get; } = putAt;

    /// <summary>Prints of its key and aliases, 16 bytes each.</summary>
    public byte[] Keys { get; } = keys;

    public string? Reason { get; set; }

    public DateTimeOffset BuriedAt { get; set; }
}

/// <summary>
/// Envelopes as rows, in the order they were put: <c>{_id, s: state, q: queue, k: key, l: lane, d: kind, p: payload, n: not before, a: attempts, u: in doubt since, t: instant, h: prints of its keys}</c>.
/// A done row keeps only its state, its instant and the prints, and goes after seven days.
/// </summary>
internal static class EnvelopeRows
{
    public const string Collection = "envelopes";
    public const int Waiting = 0;
    public const int Finished = 1;
    public const int Buried = 2;

    public static BsonDocument Make(Entry entry) => new()
    {
        ["_id"] = entry.Sequence,
        ["s"] = entry.Reason is null ? Waiting : Buried,
        ["q"] = (int)entry.Envelope.Queue,
        ["k"] = entry.Envelope.Key,
        ["l"] = entry.Envelope.Lane,
        ["d"] = entry.Envelope.Kind,
        ["p"] = entry.Envelope.Payload,
        ["n"] = entry.Envelope.NotBefore.UtcTicks,
        ["a"] = entry.Envelope.Attempts,
        ["u"] = entry.Envelope.DoubtedAt?.UtcTicks,
        ["t"] = entry.PutAt.UtcTicks,
        ["r"] = entry.Reason,
        ["b"] = entry.BuriedAt.UtcTicks,
        ["h"] = entry.Keys,
    };

    public static BsonDocument MakeDone(Entry entry, DateTimeOffset at) => new()
    {
        ["_id"] = entry.Sequence,
        ["s"] = Finished,
        ["t"] = at.UtcTicks,
        ["h"] = entry.Keys,
    };

    public static Entry Read(BsonDocument row)
    {
        var envelope = new Envelope(
            row["k"].AsString,
            (QueueName)row["q"].AsInt32,
            row["l"].AsString,
            row["d"].AsString,
            row["p"].AsString,
            new DateTimeOffset(row["n"].AsInt64, TimeSpan.Zero),
            row["a"].AsInt32)
        {
            DoubtedAt = row["u"].IsInt64 ? new DateTimeOffset(row["u"].AsInt64, TimeSpan.Zero) : null,
        };
        return new Entry(row["_id"].AsInt64, envelope, new DateTimeOffset(row["t"].AsInt64, TimeSpan.Zero), row["h"].AsBinary)
        {
            Reason = row["r"].AsString,
            BuriedAt = new DateTimeOffset(row["b"].AsInt64, TimeSpan.Zero),
        };
    }

    /// <summary>The prints of a key and its aliases; keys come from outside and may be long, prints are 16 bytes.</summary>
    public static byte[] Prints(QueueName queue, string key, IReadOnlyList<string> aliases)
    {
        var prints = new byte[16 * (1 + aliases.Count)];
        Print(queue, key, prints);
        for (var i = 0; i < aliases.Count; i++)
            Print(queue, aliases[i], prints.AsSpan(16 * (i + 1)));
        return prints;
    }

    public static IEnumerable<UInt128> Split(byte[] prints)
    {
        for (var i = 0; i < prints.Length; i += 16)
            yield return new UInt128(BitConverter.ToUInt64(prints, i), BitConverter.ToUInt64(prints, i + 8));
    }

    private static void Print(QueueName queue, string key, Span<byte> into)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{(int)queue}|{key}"), hash);
        hash[..16].CopyTo(into);
    }
}
