using System.Globalization;
using CollabBot.Core.Delivery;
using CollabBot.Core.Time;

namespace CollabBot.Storage.LiteDb;

/// <summary>The lanes of one queue in memory: who may be taken now, who sleeps until when, who is leased. All of it is rebuilt from the rows at opening.</summary>
internal sealed class LaneBoard : IDisposable
{
    private readonly Lock gate = new();
    private readonly TeamClock clock;
    private readonly ITimer alarm;
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Lane> leased = new(StringComparer.Ordinal);
    private readonly Queue<(Lane Lane, long Stamp)> ready = new();
    private readonly PriorityQueue<(Lane Lane, long Stamp), long> sleeping = new();
    private readonly PriorityQueue<(Lane Lane, long Stamp), long> expiring = new();
    private readonly Queue<TaskCompletionSource<bool>> takers = new();
    private readonly Dictionary<string, Entry> buried = new(StringComparer.Ordinal);
    private long stamps;
    private int count;
    private long alarmAt = long.MaxValue;

    public LaneBoard(TeamClock clock)
    {
        this.clock = clock;
        alarm = clock.Time.CreateTimer(_ => Promote(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Add(Entry entry)
    {
        lock (gate)
        {
            count++;
            if (!lanes.TryGetValue(entry.Envelope.Lane, out var lane))
                lanes.Add(entry.Envelope.Lane, lane = new Lane(entry.Envelope.Lane));
            lane.Waiting.AddLast(entry);
            if (lane.Waiting.Count == 1)
                Place(lane, clock.Now.UtcTicks);
        }
    }

    /// <summary>A lease on the first envelope of the lane that has been ready longest; or null, and then the signal is set once when a lane becomes ready.</summary>
    public Lease? Take(TimeSpan leaseFor, TaskCompletionSource<bool>? signal)
    {
        lock (gate)
        {
            var now = clock.Now;
            PromoteUnderLock(now.UtcTicks);
            while (ready.TryDequeue(out var next))
                if (next.Lane.State == LaneState.Ready && next.Lane.Stamp == next.Stamp)
                    return LeaseHead(next.Lane, now + leaseFor);
            // those who stopped waiting are in front, since all wait about equally long
            while (takers.TryPeek(out var gone) && gone.Task.IsCompleted)
                takers.Dequeue();
            if (signal is not null)
                takers.Enqueue(signal);
            return null;
        }
    }

    /// <summary>The leased entry, now protected from expiry until it is settled; null when the lease was lost.</summary>
    public Entry? TrySettle(Lease lease)
    {
        lock (gate)
        {
            if (!leased.TryGetValue(lease.Token, out var lane) || lane.Settling)
                return null;
            lane.Settling = true;
            return lane.Head;
        }
    }

    /// <summary>The writer could not settle it after all: the lease goes on as before.</summary>
    public void Unsettle(Lease lease)
    {
        lock (gate)
            if (leased.TryGetValue(lease.Token, out var lane))
            {
                lane.Settling = false;
                if (lease.ExpiresAt <= clock.Now)
                    Free(lane);
            }
    }

    /// <summary>The leased entry leaves its lane, which goes on.</summary>
    public void Settled(Lease lease)
    {
        lock (gate)
        {
            var lane = leased[lease.Token];
            lane.Waiting.RemoveFirst();
            count--;
            Free(lane);
        }
    }

    /// <summary>The leased entry stays at the head of its lane as the new envelope says.</summary>
    public void GivenBack(Lease lease, Envelope next)
    {
        lock (gate)
        {
            var lane = leased[lease.Token];
            lane.Head.Envelope = next;
            Free(lane);
        }
    }

    public void Bury(Entry entry)
    {
        lock (gate)
            buried[entry.Envelope.Key] = entry;
    }

    public Entry? FindBuried(string key)
    {
        lock (gate)
            return buried.GetValueOrDefault(key);
    }

    public void Unbury(string key)
    {
        lock (gate)
            buried.Remove(key);
    }

    public IReadOnlyList<BuriedEnvelope> Buried()
    {
        lock (gate)
            return [.. buried.Values.OrderBy(e => e.BuriedAt).ThenBy(e => e.Sequence).Select(e => new BuriedEnvelope(e.Envelope, e.Reason!, e.BuriedAt))];
    }

    public QueueDepth Depth()
    {
        lock (gate)
        {
            DateTimeOffset? oldest = count == 0 ? null : lanes.Values.Min(l => l.Head.PutAt);
            return new QueueDepth(count - leased.Count, leased.Count, buried.Count, oldest);
        }
    }

    public IReadOnlyList<Envelope> Peek(int limit)
    {
        lock (gate)
            return [.. lanes.Values.SelectMany(l => l.Waiting.Take(limit)).OrderBy(e => e.Sequence).Take(limit).Select(e => e.Envelope)];
    }

    public void Wake()
    {
        Promote();
        lock (gate)
            while (takers.TryDequeue(out var taker))
                taker.TrySetResult(true);
    }

    public void Dispose() => alarm.Dispose();

    private Lease LeaseHead(Lane lane, DateTimeOffset expires)
    {
        lane.State = LaneState.Leased;
        lane.Stamp = ++stamps;
        lane.Token = lane.Stamp.ToString(CultureInfo.InvariantCulture);
        leased.Add(lane.Token, lane);
        expiring.Enqueue((lane, lane.Stamp), expires.UtcTicks);
        SetAlarm(expires.UtcTicks);
        return new Lease(lane.Head.Envelope, lane.Token, expires);
    }

    private void Free(Lane lane)
    {
        leased.Remove(lane.Token!);
        lane.Token = null;
        lane.Stamp = ++stamps;
        lane.Settling = false;
        if (lane.Waiting.Count == 0)
            lanes.Remove(lane.Name);
        else
            Place(lane, clock.Now.UtcTicks);
    }

    private void Place(Lane lane, long now)
    {
        lane.Stamp = ++stamps;
        var due = lane.Head.Envelope.NotBefore.UtcTicks;
        if (due > now)
        {
            lane.State = LaneState.Sleeping;
            sleeping.Enqueue((lane, lane.Stamp), due);
            SetAlarm(due);
            return;
        }

        lane.State = LaneState.Ready;
        ready.Enqueue((lane, lane.Stamp));
        while (takers.TryDequeue(out var taker) && !taker.TrySetResult(true))
        {
            // that one had stopped waiting: wake the next
        }
    }

    private void Promote()
    {
        lock (gate)
        {
            alarmAt = long.MaxValue;
            PromoteUnderLock(clock.Now.UtcTicks);
            if (sleeping.TryPeek(out _, out var due))
                SetAlarm(due);
            if (expiring.TryPeek(out _, out var expiry))
                SetAlarm(expiry);
        }
    }

    private void PromoteUnderLock(long now)
    {
        while (sleeping.TryPeek(out var next, out var due) && (due <= now || next.Lane.Stamp != next.Stamp))
        {
            sleeping.Dequeue();
            if (next.Lane.Stamp == next.Stamp)
                Place(next.Lane, now);
        }

        while (expiring.TryPeek(out var next, out var expiry) && (expiry <= now || next.Lane.Stamp != next.Stamp))
        {
            expiring.Dequeue();
            // an envelope that is being settled right now is freed by its writer
            if (next.Lane.Stamp == next.Stamp && !next.Lane.Settling)
                Free(next.Lane);
        }
    }

    private void SetAlarm(long at)
    {
        if (at >= alarmAt)
            return;
        alarmAt = at;
        var span = TimeSpan.FromTicks(Math.Max(at - clock.Now.UtcTicks, 0));
        // timers take at most 49 days; an early alarm only looks again
        alarm.Change(span > TimeSpan.FromDays(40) ? TimeSpan.FromDays(40) : span, Timeout.InfiniteTimeSpan);
    }
}
