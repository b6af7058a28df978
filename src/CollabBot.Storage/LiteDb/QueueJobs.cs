using CollabBot.Core.Delivery;
using CollabBot.Core.Storage;

namespace CollabBot.Storage.LiteDb;

/// <summary>Puts one envelope; the result is false when a key was seen.</summary>
internal sealed class PutJob(QueueMemory queues, Envelope envelope, byte[] prints) : WriteJob<bool>
{
    private Entry? entry;

    public override void Stage(WriteGroup group)
    {
        entry = queues.TryMake(envelope, prints);
        if (entry is not null)
            group.Insert(EnvelopeRows.Collection, EnvelopeRows.Make(entry));
    }

    public override void Undo()
    {
        if (entry is not null)
            queues.Unmake(entry);
    }

    protected override bool Apply()
    {
        if (entry is not null)
            queues.Add(entry);
        return entry is not null;
    }
}

/// <summary>Ends a lease: done, given back or buried.</summary>
internal abstract class LeaseJob(QueueMemory queues, Lease lease) : WriteJob<bool>
{
    private bool settling;

    protected QueueMemory Queues => queues;

    protected Lease Lease => lease;

    protected LaneBoard Board => queues.Board(lease.Envelope.Queue);

    public override void Stage(WriteGroup group)
    {
        var entry = Board.TrySettle(lease) ?? throw new ConflictException($"The lease on {lease.Envelope.Kind} {lease.Envelope.Key} was lost");
        settling = true;
        Write(group, entry);
    }

    public override void Undo()
    {
        if (settling)
            Board.Unsettle(lease);
        settling = false;
    }

    protected abstract void Write(WriteGroup group, Entry entry);
}

internal sealed class DoneJob(QueueMemory queues, Lease lease) : LeaseJob(queues, lease)
{
    private Entry? entry;

    protected override void Write(WriteGroup group, Entry entry)
    {
        this.entry = entry;
        group.Update(EnvelopeRows.Collection, Queues.MakeDone(entry));
    }

    protected override bool Apply()
    {
        Board.Settled(Lease);
        Queues.Done(entry!);
        return true;
    }
}

internal sealed class RetryJob(QueueMemory queues, Lease lease, DateTimeOffset notBefore, bool counted) : LeaseJob(queues, lease)
{
    private readonly Envelope next = lease.Envelope with { NotBefore = notBefore, Attempts = lease.Envelope.Attempts + (counted ? 1 : 0) };

    protected override void Write(WriteGroup group, Entry entry) =>
        group.Update(EnvelopeRows.Collection, EnvelopeRows.Make(new Entry(entry.Sequence, next, entry.PutAt, entry.Keys)));

    protected override bool Apply()
    {
        Board.GivenBack(Lease, next);
        return true;
    }
}

internal sealed class BuryJob(QueueMemory queues, Lease lease, string reason, DateTimeOffset now) : LeaseJob(queues, lease)
{
    private Entry? grave;

    protected override void Write(WriteGroup group, Entry entry)
    {
        grave = new Entry(entry.Sequence, entry.Envelope, entry.PutAt, entry.Keys) { Reason = reason, BuriedAt = now };
        group.Update(EnvelopeRows.Collection, EnvelopeRows.Make(grave));
    }

    protected override bool Apply()
    {
        Board.Settled(Lease);
        Board.Bury(grave!);
        return true;
    }
}

/// <summary>Takes a buried envelope out of its grave: back into its lane as a newcomer, or away for good.</summary>
internal sealed class UnburyJob(QueueMemory queues, QueueName queue, string key, DateTimeOffset? replayAt) : WriteJob<bool>
{
    private Entry? grave;
    private Entry? again;

    public override void Stage(WriteGroup group)
    {
        grave = queues.Board(queue).FindBuried(key);
        if (grave is null)
            return;
        queues.Board(queue).Unbury(key);
        if (replayAt is not { } now)
        {
            group.Update(EnvelopeRows.Collection, queues.MakeDone(grave));
            return;
        }

        again = queues.Renew(grave, grave.Envelope with { NotBefore = now, Attempts = 0, DoubtedAt = null });
        group.Delete(EnvelopeRows.Collection, grave.Sequence);
        group.Insert(EnvelopeRows.Collection, EnvelopeRows.Make(again));
    }

    public override void Undo()
    {
        if (grave is not null)
            queues.Board(queue).Bury(grave);
    }

    protected override bool Apply()
    {
        if (again is not null)
            queues.Add(again);
        else if (grave is not null)
            queues.Done(grave);
        return grave is not null;
    }
}
