using CollabBot.Core.Platforms;

namespace CollabBot.Core.Delivery;

/// <summary>When to try a failed send again; null = bury it.</summary>
public static class RetryPlan
{
    /// <summary>A denied platform is probed at least this often.</summary>
    public static TimeSpan LongestDenial { get; } = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan[] Unreachable =
    [
        TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5),
        .. Enumerable.Repeat(TimeSpan.FromMinutes(30), 6),
    ];

    /// <summary>
    /// The pause after the <paramref name="attempts"/>-th failure (from 1). <paramref name="jitter"/> in [0, 1) spreads busy retries. Busy goes on for about a day; unreachable about three hours;
    /// denied about a day, because an administrator must act (and a probe every five minutes costs nothing); misconfigured and rejected never.
    /// </summary>
    public static TimeSpan? After(SendOutcome.Failed failure, int attempts, double jitter) => failure.Kind switch
    {
        FailureKind.Busy when attempts <= 300 => failure.RetryAfter ?? Backoff(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), attempts, jitter),
        FailureKind.Unreachable when attempts <= Unreachable.Length => Unreachable[attempts - 1],
        FailureKind.Denied when attempts <= 300 => Backoff(TimeSpan.FromMinutes(1), LongestDenial, attempts, jitter),
        _ => null,
    };

    private static TimeSpan Backoff(TimeSpan first, TimeSpan most, int attempts, double jitter)
    {
        var doubled = first * Math.Pow(2, Math.Min(attempts - 1, 16));
        var capped = doubled < most ? doubled : most;
        return capped * (0.75 + (jitter * 0.5));
    }
}
