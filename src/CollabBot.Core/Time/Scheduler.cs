using System.Globalization;
using System.Text.Json;
using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CollabBot.Core.Time;

/// <summary>
/// Puts what is due into the inbox. The planned instant is the envelope's key, so an occurrence runs once whatever restarts in between. After downtime each job's newest missed occurrence
/// is caught up within its grace; a fresh installation misses nothing, because it begins when it first starts.
/// </summary>
public sealed class Scheduler(
    JobCatalog jobs, IDocumentStore store, CalendarSource calendars, TeamClock clock, Pulse pulse, ILogger<Scheduler> logger, IEnumerable<IMoments>? moments = null) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(120);

    // Writing the state at every beat would be a commit per second; what it loses by being old, the envelope's key makes up for
    private static readonly TimeSpan StateEvery = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim ticking = new(1, 1);
    private readonly List<IMoments> moments = [.. moments ?? []];
    private readonly Dictionary<Type, DateTimeOffset> lastMinutes = [];

    /// <summary>Puts every occurrence that became due since the last tick into the inbox; returns how many.</summary>
    public async Task<int> TickAsync(CancellationToken cancel)
    {
        await ticking.WaitAsync(cancel);
        try
        {
            return await DueAsync(cancel);
        }
        finally
        {
            ticking.Release();
        }
    }

    /// <summary>The next occurrences of all jobs after now, in order.</summary>
    public IReadOnlyList<Occurrence> Upcoming(int count)
    {
        var now = clock.Now;
        var named = moments.Select(m => m.After(now) is { } at ? new Occurrence(JobCatalog.NameOf(m.Job), at, clock.DayOf(at)) : null).OfType<Occurrence>();
        return [.. jobs.All.SelectMany(j => ScheduleCalculator.Occurrences(j.Schedule, j.Name, now, now + Horizon, clock).Take(count)).Concat(named).OrderBy(o => o.At).ThenBy(o => o.Job, StringComparer.Ordinal).Take(count)];
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        ticking.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beats = new PeriodicTimer(Beat, pulse.Time);
        do
        {
            try
            {
                await TickAsync(stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(exception, "The scheduler failed and tries again");
            }
        }
        while (await Beats(beats, stoppingToken));
    }

    private static async Task<bool> Beats(PeriodicTimer beats, CancellationToken cancel)
    {
        try
        {
            return await beats.WaitForNextTickAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task<int> DueAsync(CancellationToken cancel)
    {
        await calendars.EnsureAsync(cancel);
        var now = clock.Now;
        await using var work = store.Begin();
        var state = await work.FindAsync<SchedulerState>(SchedulerState.OnlyId, cancel);
        if (state is null || state.Through > now)
        {
            // First start, or a clock set back: begin here
            work.Save((state ?? new SchedulerState { Id = SchedulerState.OnlyId, Through = now }) with { Through = now });
            await work.CommitAsync(Cause.System("scheduler", now), cancel);
            return 0;
        }

        var due = jobs.All.Select(job => Newest(job, state.Through, now)).OfType<Occurrence>().OrderBy(o => o.At).ToList();
        foreach (var source in moments)
            if (await MomentAsync(source, now, cancel) is { } moment)
                due.Add(moment);
        if (due.Count == 0 && now - state.Through < StateEvery)
            return 0;
        foreach (var occurrence in due)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"job:{occurrence.Job}@{occurrence.At.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}");
            work.Enqueue(new Envelope(key, QueueName.Inbox, "schedule", Inbox.JobKind, JsonSerializer.Serialize(occurrence, DocumentJson.Options), now));
        }

        work.Save(state with { Through = now });
        await work.CommitAsync(Cause.System("scheduler", now), cancel);
        return due.Count;
    }

    // Whatever became due since, also while the service was down, belongs to this one minute: the job sees it all, and no minute comes twice
    private async Task<Occurrence?> MomentAsync(IMoments source, DateTimeOffset now, CancellationToken cancel)
    {
        await source.EnsureAsync(cancel);
        var minute = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        if (source.First is not { } first || first > now || lastMinutes.GetValueOrDefault(source.Job) == minute)
            return null;
        lastMinutes[source.Job] = minute;
        return new Occurrence(JobCatalog.NameOf(source.Job), minute, clock.DayOf(minute));
    }

    private Occurrence? Newest(JobInfo job, DateTimeOffset through, DateTimeOffset now)
    {
        var grace = now - TimeSpan.FromMinutes(job.Schedule.GraceMinutes);
        var from = through > grace ? through : grace;
        var missed = ScheduleCalculator.Occurrences(job.Schedule, job.Name, from, now, clock);
        return missed.Count > 0 ? missed[^1] : null;
    }
}
