namespace CollabBot.Core.Delivery;

/// <summary>A durable queue with lanes: at most one envelope per lane is leased at a time, lanes run in parallel. An envelope that waits (NotBefore) holds back its lane.</summary>
public interface IEnvelopeQueue
{
    /// <summary>Stores the envelope durably, then returns true; false, and nothing stored, if its key or one of <paramref name="aliases"/> was seen within the last 7 days.</summary>
    Task<bool> PutAsync(Envelope envelope, IReadOnlyList<string> aliases, CancellationToken cancel);

    /// <summary>Waits for an envelope that is due in a free lane and leases it; at most <paramref name="wait"/> of real time, then null.</summary>
    Task<Lease?> TakeAsync(QueueName queue, TimeSpan leaseFor, TimeSpan wait, CancellationToken cancel);

    /// <summary>Marks it done and erases its payload. Within a turn use <c>IUnitOfWork.Finish</c> instead.</summary>
    Task DoneAsync(Lease lease, CancellationToken cancel);

    /// <summary>Gives it back, to be tried at <paramref name="notBefore"/> with one more attempt counted.</summary>
    Task RetryAsync(Lease lease, DateTimeOffset notBefore, string reason, CancellationToken cancel);

    /// <summary>Gives it back untried, to be taken again at <paramref name="notBefore"/>; no attempt is counted.</summary>
    Task PostponeAsync(Lease lease, DateTimeOffset notBefore, CancellationToken cancel);

    /// <summary>Sets it aside; its lane goes on.</summary>
    Task BuryAsync(Lease lease, string reason, CancellationToken cancel);

    /// <summary>What is buried, oldest first.</summary>
    Task<IReadOnlyList<BuriedEnvelope>> BuriedAsync(QueueName queue, CancellationToken cancel);

    /// <summary>Puts a buried envelope back at the end of its lane; false if there is none with this key.</summary>
    Task<bool> ReplayAsync(QueueName queue, string key, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Drops a buried envelope for good; false if there is none with this key.</summary>
    Task<bool> DropAsync(QueueName queue, string key, CancellationToken cancel);

    /// <summary>Counts as of now.</summary>
    Task<QueueDepth> DepthAsync(QueueName queue, CancellationToken cancel);

    /// <summary>Waiting and leased envelopes, oldest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<Envelope>> PeekAsync(QueueName queue, int limit, CancellationToken cancel);

    /// <summary>Wakes every waiting <see cref="TakeAsync"/>, because the clock was moved.</summary>
    void Wake();
}
