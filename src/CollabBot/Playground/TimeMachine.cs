using System.Threading.Channels;
using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using CollabBot.Playground.Screen;

namespace CollabBot.Playground;

/// <summary>
/// Moves the one clock everything reads. It never skips what would have happened: it stops at every scheduled run on the way and waits until all is done. Only
/// the last weeks of a long journey are lived through; before those the service was "off", and what was due then is past its grace.
/// </summary>
internal sealed class TimeMachine(
    AdjustableTime time,
    TeamClock clock,
    Scheduler scheduler,
    Settling settling,
    IEnvelopeQueue queue,
    IDocumentStore store,
    RecentRecords records,
    PlaygroundFeed feed,
    ILogger<TimeMachine> log) : BackgroundService
{
    private static readonly TimeSpan LivedThrough = TimeSpan.FromDays(45);

    private static readonly TimeSpan StepLimit = TimeSpan.FromSeconds(10);

    private readonly Channel<DateTimeOffset> journeys = Channel.CreateBounded<DateTimeOffset>(1);

    private readonly Lock gate = new();

    /// <summary>Where it is on its way to; null while the clock runs by itself.</summary>
    public DateTimeOffset? Target { get; private set; }

    /// <summary>Sets off; false when it is under way already.</summary>
    public bool Start(Journey journey)
    {
        lock (gate)
        {
            if (Target is not null)
                return false;
            Target = Journeys.Target(journey, clock);
        }

        feed.Publish(PlaygroundFeed.Clock);
        return journeys.Writer.TryWrite(Target.Value);
    }

    /// <summary>Restores the clock before anything else of the service runs.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var work = store.Begin();
        time.Offset = (await PlaygroundState.OfAsync(work, cancellationToken)).Ahead;
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var target in journeys.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await TravelAsync(target, stoppingToken);
                records.Note(TourStep.TravelCommand);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogError(exception, "The time machine stopped on its way");
            }
            finally
            {
                lock (gate)
                    Target = null;
                feed.Publish(PlaygroundFeed.Clock);
            }
        }
    }

    private async Task TravelAsync(DateTimeOffset target, CancellationToken cancel)
    {
        if (target - clock.Now > LivedThrough)
            await ArriveAsync(target - LivedThrough, cancel);
        while (scheduler.Upcoming(1) is [var next] && next.At <= target && next.At > clock.Now)
            await ArriveAsync(next.At, cancel);
        await ArriveAsync(target, cancel);
        log.LogInformation("The time machine arrived {Ahead} ahead of the wall clock", time.Offset);
    }

    private async Task ArriveAsync(DateTimeOffset instant, CancellationToken cancel)
    {
        if (instant > clock.Now)
            time.JumpTo(instant);
        await RememberAsync(cancel);
        queue.Wake();
        await scheduler.TickAsync(cancel);
        await settling.WaitAsync(StepLimit, cancel);
        feed.Publish(PlaygroundFeed.Clock);
    }

    private async Task RememberAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        work.Save(await PlaygroundState.OfAsync(work, cancel) with { Ahead = time.Offset });
        await work.CommitAsync(Cause.System(TourStep.TravelCommand, clock.Now), cancel);
    }
}
