using CollabBot.Core.Delivery;
using CollabBot.Core.Time;

namespace CollabBot.Playground;

/// <summary>Works off everything that is due, so that a scripted line or a step of the time machine sees all that came before it.</summary>
internal sealed class Settling(InboxWorker inbox, OutboxWorker outbox, IEnvelopeQueue queue, TeamClock clock, Pulse pulse)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(15);

    // In the order work flows, so that nothing slips past between two looks
    private static readonly QueueName[] Queues = [QueueName.Inbox, QueueName.Outbox, QueueName.Pages];

    /// <summary>Runs turns and sends until nothing is left; needs no running workers.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        while (await inbox.DrainAsync(cancel) + await outbox.DrainAsync(cancel) > 0)
        {
        }
    }

    /// <summary>Waits for the running workers, too, pages included; at most so long in real time, because a step that hangs must not stop the journey.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancel)
    {
        var started = pulse.Time.GetTimestamp();
        do
        {
            await DrainAsync(cancel);
            if (await IdleAsync(cancel))
                return;
            await Task.Delay(Pause, pulse.Time, cancel);
        }
        while (pulse.Time.GetElapsedTime(started) < atMost);
    }

    private async Task<bool> IdleAsync(CancellationToken cancel)
    {
        foreach (var name in Queues)
        {
            if ((await queue.DepthAsync(name, cancel)).Leased > 0)
                return false;
            if ((await queue.PeekAsync(name, 50, cancel)).Any(envelope => envelope.NotBefore <= clock.Now))
                return false;
        }

        return true;
    }
}
