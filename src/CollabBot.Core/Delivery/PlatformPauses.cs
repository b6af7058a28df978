using System.Security.Cryptography;
using CollabBot.Core.Ledger;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using Microsoft.Extensions.Logging;

namespace CollabBot.Core.Delivery;

/// <summary>
/// Holds back a platform's whole outbox while it denies us: what waits keeps its place and is not counted as tried. One message goes out as a probe whenever the pause ends; the first that is let
/// through ends it. A denial alone may be about one message, so the second without a success in between starts the pause.
/// </summary>
public sealed class PlatformPauses(IDocumentStore store, StewardNotices notices, TeamClock clock, ILogger<PlatformPauses> logger) : IDisposable
{
    private const int DenialsToPause = 2;

    // Longer than a call may take: who waits for the probe comes back when it is over
    private static readonly TimeSpan ProbeTime = TimeSpan.FromSeconds(20);
    private readonly Lock gate = new();
    private readonly SemaphoreSlim loading = new(1, 1);
    private readonly Dictionary<string, State> states = new(StringComparer.Ordinal);
    private volatile bool loaded;

    /// <summary>When to come back with a message for the platform; null = send it now.</summary>
    public async ValueTask<DateTimeOffset?> HoldAsync(string platform, CancellationToken cancel)
    {
        if (!loaded)
            await LoadAsync(cancel);
        lock (gate)
        {
            if (states.GetValueOrDefault(platform) is not { Until: { } until } state)
                return null;
            if (clock.Now < until)
                return until;
            state.Probing = true;
            state.Until = clock.Now + ProbeTime;
            return null;
        }
    }

    /// <summary>The platform denied a send. <paramref name="failure"/> says why.</summary>
    public async Task DeniedAsync(string platform, SendOutcome.Failed failure, CancellationToken cancel)
    {
        TimeSpan pause;
        int level;
        lock (gate)
        {
            if (!states.TryGetValue(platform, out var state))
                states.Add(platform, state = new State());
            state.Denials++;
            var tooEarly = state.Until is null && state.Denials < DenialsToPause;
            var sentBefore = state.Until is not null && !state.Probing;
            if (tooEarly || sentBefore)
                return;
            level = ++state.Level;
            pause = RetryPlan.After(failure, level, RandomNumberGenerator.GetInt32(1000) / 1000.0) ?? RetryPlan.LongestDenial;
            state.Probing = false;
            state.Until = clock.Now + pause;
        }

        logger.LogError("The outbox of {Platform} is paused, next probe in {Pause}: {Reason}", platform, pause, failure.Reason);
        if (level > 1)
            return;
        await using var work = store.Begin();
        if (await work.FindAsync<PausedPlatform>(platform, cancel) is null)
            work.Save(new PausedPlatform { Id = platform, Since = clock.Now, Reason = failure.Reason });
        await work.CommitAsync(Cause.System("pause", clock.Now), cancel);
        await notices.PlatformIsPausedAsync(platform, failure.Reason, cancel);
    }

    /// <summary>The platform answered a send without denying it.</summary>
    public async ValueTask LetThroughAsync(string platform, CancellationToken cancel)
    {
        lock (gate)
        {
            if (!states.Remove(platform, out var state) || state.Until is null)
                return;
        }

        logger.LogWarning("The outbox of {Platform} goes on", platform);
        await using var work = store.Begin();
        if (await work.FindAsync<PausedPlatform>(platform, cancel) is { } paused)
            work.Delete(paused);
        await work.CommitAsync(Cause.System("resume", clock.Now), cancel);
    }

    /// <inheritdoc/>
    public void Dispose() => loading.Dispose();

    // A restart does not forget: the first message is the probe
    private async Task LoadAsync(CancellationToken cancel)
    {
        await loading.WaitAsync(cancel);
        try
        {
            if (loaded)
                return;
            await using var work = store.Begin();
            foreach (var paused in await work.ListAsync(PausedPlatform.All, cancel))
                lock (gate)
                    states[paused.Id] = new State { Denials = DenialsToPause, Level = 1, Until = clock.Now };
            loaded = true;
        }
        finally
        {
            loading.Release();
        }
    }

    private sealed class State
    {
        public int Denials { get; set; }

        public int Level { get; set; }

        public DateTimeOffset? Until { get; set; }

        public bool Probing { get; set; }
    }
}
