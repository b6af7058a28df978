using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CollabBot.Core.Delivery;

/// <summary>Takes envelopes of one queue, several lanes at a time, until the service stops; one envelope's failure never stops the loop.</summary>
public abstract class Worker(IEnvelopeQueue queue, QueueName name, int lanes, TimeSpan leaseFor, TimeProvider pulse, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Works off everything that is due now, on the caller's own time; returns how many envelopes that were. Safe beside the running loops.</summary>
    public async Task<int> DrainAsync(CancellationToken cancel)
    {
        var worked = 0;
        while (await queue.TakeAsync(name, leaseFor, TimeSpan.Zero, cancel) is { } lease)
        {
            await WorkAsync(lease, cancel);
            worked++;
        }

        return worked;
    }

    /// <summary>Works on one envelope and settles its lease.</summary>
    protected abstract Task WorkAsync(Lease lease, CancellationToken cancel);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => Task.Run(() => LoopAsync(stoppingToken), stoppingToken)));

    private async Task LoopAsync(CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                var lease = await queue.TakeAsync(name, leaseFor, Wait, cancel);
                if (lease is not null)
                    await WorkAsync(lease, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The lease runs out by itself and the envelope is taken again; without a pause a broken store would spin the loop
                logger.LogError(exception, "Worker of {Queue} failed outside its envelope", name);
                await Task.Delay(Pause, pulse, cancel);
            }
        }
    }
}
