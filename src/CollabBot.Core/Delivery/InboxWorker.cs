using CollabBot.Core.Chat;
using CollabBot.Core.Time;
using Microsoft.Extensions.Logging;

namespace CollabBot.Core.Delivery;

/// <summary>Runs turns: one at a time per chat, chats in parallel. A turn that keeps failing is buried after three tries, and the person gets one apology.</summary>
public sealed class InboxWorker(IEnvelopeQueue queue, TurnRunner runner, TeamClock clock, Pulse pulse, ILogger<InboxWorker> logger)
    : Worker(queue, QueueName.Inbox, Lanes, TimeSpan.FromMinutes(2), pulse.Time, logger)
{
    private const int Lanes = 32;
    private const int MostAttempts = 3;
    private readonly IEnvelopeQueue queue = queue;

    /// <inheritdoc/>
    protected override async Task WorkAsync(Lease lease, CancellationToken cancel)
    {
        try
        {
            await runner.RunAsync(lease, cancel);
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            var attempt = lease.Envelope.Attempts + 1;
            if (attempt < MostAttempts)
            {
                logger.LogWarning(exception, "Turn of {EnvelopeKey} failed, attempt {Attempt}", lease.Envelope.Key, attempt);
                await queue.RetryAsync(lease, clock.Now.AddSeconds(attempt), exception.GetType().Name, cancel);
                return;
            }

            logger.LogError(exception, "Turn of {EnvelopeKey} buried after {Attempt} attempts", lease.Envelope.Key, attempt);
            await queue.BuryAsync(lease, exception.GetType().Name, cancel);
            await runner.ApologiseAsync(lease.Envelope, cancel);
        }
    }
}
