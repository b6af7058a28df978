using CollabBot.Core.Delivery;
using CollabBot.Core.Time;
using CollabBot.Core.Wiki;

namespace CollabBot.Conversations;

/// <summary>Moves a stage's clock and works everything off on the caller's time, so that a conversation goes the same way every time.</summary>
internal sealed class StageClock(IServiceProvider services)
{
    private readonly AdjustableTime time = services.GetRequiredService<AdjustableTime>();
    private readonly Scheduler scheduler = services.GetRequiredService<Scheduler>();
    private readonly Worker[] workers =
        [services.GetRequiredService<InboxWorker>(), services.GetRequiredService<OutboxWorker>(), services.GetRequiredService<PagePublisher>()];

    /// <summary>Sets the clock; what was due in between is not made up for.</summary>
    public void Set(DateTimeOffset instant) => time.JumpTo(instant);

    /// <summary>Moves on to the instant through every schedule on the way.</summary>
    public async Task AdvanceToAsync(DateTimeOffset instant, CancellationToken cancel)
    {
        await scheduler.TickAsync(cancel);
        await SettleAsync(cancel);
        while (scheduler.Upcoming(1) is [var next] && next.At <= instant)
            await ArriveAsync(next.At, cancel);
        await ArriveAsync(instant, cancel);
    }

    /// <summary>Works until nothing is due.</summary>
    public async Task SettleAsync(CancellationToken cancel)
    {
        int worked;
        do
        {
            worked = 0;
            foreach (var worker in workers)
                worked += await worker.DrainAsync(cancel);
        }
        while (worked > 0);
    }

    private async Task ArriveAsync(DateTimeOffset instant, CancellationToken cancel)
    {
        time.JumpTo(instant);
        await scheduler.TickAsync(cancel);
        await SettleAsync(cancel);
    }
}
