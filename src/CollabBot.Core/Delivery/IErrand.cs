namespace CollabBot.Core.Delivery;

/// <summary>Works off the outbox envelopes of one kind that are not messages.</summary>
public interface IErrand
{
    /// <summary>The envelope kind.</summary>
    string Kind { get; }

    /// <summary>Works on the envelope and settles its lease; what is thrown lets the lease run out, and it is taken again.</summary>
    Task RunAsync(Lease lease, CancellationToken cancel);
}
