using System.Diagnostics;
using CollabBot.Core.Delivery;
using CollabBot.Core.Time;

namespace CollabBot.Storage.LiteDb;

/// <summary>The durable queues. Rows hold what must survive; lanes and leases live in memory, since the directory lock proves that no other process works on them.</summary>
public sealed class LiteDbQueue(LiteDbDatabase database, TeamClock clock) : IEnvelopeQueue
{
    private readonly QueueMemory queues = database.Queues;

    public Task<bool> PutAsync(Envelope envelope, IReadOnlyList<string> aliases, CancellationToken cancel) =>
        database.Writer.SubmitAsync(new PutJob(queues, envelope, EnvelopeRows.Prints(envelope.Queue, envelope.Key, aliases)), cancel);

    public async Task<Lease?> TakeAsync(QueueName queue, TimeSpan leaseFor, TimeSpan wait, CancellationToken cancel)
    {
        var board = queues.Board(queue);
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var left = wait - Stopwatch.GetElapsedTime(started);
            var signal = left > TimeSpan.Zero ? new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously) : null;
            if (board.Take(leaseFor, signal) is { } lease)
                return lease;
            if (signal is null)
                return null;
            // a signal is for one taker only: who got it must look before giving up
            if (!await Signalled(signal, left, cancel))
                cancel.ThrowIfCancellationRequested();
        }
    }

    public Task DoneAsync(Lease lease, CancellationToken cancel) => database.Writer.SubmitAsync(new DoneJob(queues, lease), cancel);

    public Task RetryAsync(Lease lease, DateTimeOffset notBefore, string reason, CancellationToken cancel) =>
        database.Writer.SubmitAsync(new RetryJob(queues, lease, notBefore, counted: true), cancel);

    public Task PostponeAsync(Lease lease, DateTimeOffset notBefore, CancellationToken cancel) =>
        database.Writer.SubmitAsync(new RetryJob(queues, lease, notBefore, counted: false), cancel);

    public Task BuryAsync(Lease lease, string reason, CancellationToken cancel) =>
        database.Writer.SubmitAsync(new BuryJob(queues, lease, reason, clock.Now), cancel);

    public Task<IReadOnlyList<BuriedEnvelope>> BuriedAsync(QueueName queue, CancellationToken cancel) => Task.FromResult(queues.Board(queue).Buried());

    public Task<bool> ReplayAsync(QueueName queue, string key, DateTimeOffset now, CancellationToken cancel) =>
        database.Writer.SubmitAsync(new UnburyJob(queues, queue, key, now), cancel);

    public Task<bool> DropAsync(QueueName queue, string key, CancellationToken cancel) =>
        database.Writer.SubmitAsync(new UnburyJob(queues, queue, key, null), cancel);

    public Task<QueueDepth> DepthAsync(QueueName queue, CancellationToken cancel) => Task.FromResult(queues.Board(queue).Depth());

    public Task<IReadOnlyList<Envelope>> PeekAsync(QueueName queue, int limit, CancellationToken cancel) => Task.FromResult(queues.Board(queue).Peek(limit));

    public void Wake()
    {
        foreach (var queue in Enum.GetValues<QueueName>())
            queues.Board(queue).Wake();
    }

    private static async Task<bool> Signalled(TaskCompletionSource<bool> signal, TimeSpan atMost, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        stop.CancelAfter(atMost);
        await using var registration = stop.Token.UnsafeRegister(s => ((TaskCompletionSource<bool>)s!).TrySetResult(false), signal);
        return await signal.Task;
    }
}
