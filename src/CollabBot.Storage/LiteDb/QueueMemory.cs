using CollabBot.Core.Delivery;
using CollabBot.Core.Time;
using LiteDB;

namespace CollabBot.Storage.LiteDb;

/// <summary>Everything the queues know in memory: the lanes, and the prints of the keys seen within the last week.</summary>
internal sealed class QueueMemory : IDisposable
{
    private const int MostForgottenAtOnce = 1000;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    // touched by the writer thread only
    private readonly HashSet<UInt128> seen = [];
    private readonly Queue<(long Ticks, long Sequence)> done = new();
    private readonly LaneBoard[] boards;
    private readonly TeamClock clock;
    private long lastSequence;

    public QueueMemory(TeamClock clock, IEnumerable<BsonDocument> rows)
    {
        this.clock = clock;
        boards = [.. Enum.GetValues<QueueName>().Select(_ => new LaneBoard(clock))];
        var finished = new List<(long Ticks, long Sequence)>();
        foreach (var row in rows)
        {
            lastSequence = Math.Max(lastSequence, row["_id"].AsInt64);
            seen.UnionWith(EnvelopeRows.Split(row["h"].AsBinary));
            if (row["s"].AsInt32 == EnvelopeRows.Finished)
                finished.Add((row["t"].AsInt64, row["_id"].AsInt64));
            else
                Restore(EnvelopeRows.Read(row));
        }

        foreach (var entry in finished.Order())
            done.Enqueue(entry);
    }

    public LaneBoard Board(QueueName queue) => boards[(int)queue];

    /// <summary>Reserves the keys and makes the entry, or null when one of them was seen.</summary>
    public Entry? TryMake(Envelope envelope, byte[] prints)
    {
        if (EnvelopeRows.Split(prints).Any(seen.Contains))
            return null;
        seen.UnionWith(EnvelopeRows.Split(prints));
        return new Entry(++lastSequence, envelope, clock.Now, prints);
    }

    /// <summary>An entry for an envelope whose keys are known already.</summary>
    public Entry Renew(Entry old, Envelope envelope) => new(++lastSequence, envelope, clock.Now, old.Keys);

    public void Unmake(Entry entry) => seen.ExceptWith(EnvelopeRows.Split(entry.Keys));

    public void Add(Entry entry) => Board(entry.Envelope.Queue).Add(entry);

    public BsonDocument MakeDone(Entry entry) => EnvelopeRows.MakeDone(entry, clock.Now);

    public void Done(Entry entry) => done.Enqueue((clock.Now.UtcTicks, entry.Sequence));

    /// <summary>Drops rows that were done more than a week ago, a thousand at a time.</summary>
    public void ForgetOld(WriteGroup group)
    {
        var limit = (clock.Now - Remembered).UtcTicks;
        for (var i = 0; i < MostForgottenAtOnce && done.TryPeek(out var next) && next.Ticks < limit; i++)
        {
            done.Dequeue();
            if (group.Find(EnvelopeRows.Collection, next.Sequence) is not { } row)
                continue;
            group.Delete(EnvelopeRows.Collection, row["_id"]);
            seen.ExceptWith(EnvelopeRows.Split(row["h"].AsBinary));
        }
    }

    public void Dispose()
    {
        foreach (var board in boards)
            board.Dispose();
    }

    private void Restore(Entry entry)
    {
        if (entry.Reason is null)
            Add(entry);
        else
            Board(entry.Envelope.Queue).Bury(entry);
    }
}
