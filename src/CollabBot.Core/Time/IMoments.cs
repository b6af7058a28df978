namespace CollabBot.Core.Time;

/// <summary>A job without a cron: documents name its moments, and it runs once in every minute that has any.</summary>
public interface IMomentJob : IJob;

/// <summary>The moments at which one <see cref="IMomentJob"/> is due, known without reading the store.</summary>
public interface IMoments
{
    /// <summary>The job they belong to.</summary>
    Type Job { get; }

    /// <summary>The earliest moment, one that has passed included; null when there is none.</summary>
    DateTimeOffset? First { get; }

    /// <summary>The earliest moment later than the instant; null when there is none.</summary>
    DateTimeOffset? After(DateTimeOffset instant);

    /// <summary>Reads the moments if nothing was read yet.</summary>
    ValueTask EnsureAsync(CancellationToken cancel);
}
