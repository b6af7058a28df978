using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Features;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using CollabBot.Tests.Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Core.Time;

/// <summary>A job every ten minutes that may be half an hour late.</summary>
[Schedule("*/10 * * * *", GraceMinutes = 30)]
internal sealed class CountMinutes : IJob
{
    public Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>A weekly job that a holiday moves.</summary>
[Schedule("0 10 * * MON", Holidays = HolidayRule.FirstWorkdayOfWeek)]
internal sealed class MeetWeekly : IJob
{
    public Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>A job whose moments documents name.</summary>
internal sealed class RingBells : IMomentJob
{
    public Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>A document that names a moment.</summary>
[Collection("bells", "at")]
public sealed record Bell : Document
{
    public DateTimeOffset? At { get; init; }
}

public sealed class SchedulerTests
{
    [Test]
    public void A_job_is_named_after_its_class() =>
        Assert.That(Jobs.All.Select(j => j.Name), Is.EqualTo(new[] { "count-minutes", "meet-weekly" }));

    [Test]
    public async Task A_fresh_installation_catches_up_nothing()
    {
        await using var host = new LiteDbHost();
        Assert.That(await new Bench(host).TickAsync(), Is.Empty);
    }

    [Test]
    public async Task What_becomes_due_is_put_once_however_often_it_ticks()
    {
        await using var host = new LiteDbHost();
        var bench = new Bench(host);
        await bench.TickAsync();
        host.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.That(await bench.TickAsync(), Is.EqualTo(new[] { "job:count-minutes@2026-11-23T02:10Z" }));
        host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await bench.TickAsync(), Has.Length.EqualTo(1), "still the one");
    }

    [Test]
    public async Task After_downtime_only_the_newest_missed_run_is_caught_up()
    {
        await using var host = new LiteDbHost();
        await new Bench(host).TickAsync();
        host.Time.Advance(TimeSpan.FromHours(5));
        await host.RestartAsync();
        Assert.That(await new Bench(host).TickAsync(), Is.EqualTo(new[] { "job:count-minutes@2026-11-23T07:00Z" }));
    }

    [Test]
    public async Task What_is_later_than_its_grace_is_not_run()
    {
        await using var host = new LiteDbHost();
        host.Time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 1, 0, 0, TimeSpan.Zero));
        await new Bench(host).TickAsync();
        host.Time.Advance(TimeSpan.FromHours(6));
        Assert.That(await new Bench(host).TickAsync(), Has.None.Contains("meet-weekly"));
    }

    [Test]
    public async Task What_is_within_its_grace_is_run_late()
    {
        await using var host = new LiteDbHost();
        host.Time.SetUtcNow(new DateTimeOffset(2026, 11, 30, 1, 0, 0, TimeSpan.Zero));
        await new Bench(host).TickAsync();
        host.Time.Advance(TimeSpan.FromHours(4));
        Assert.That(await new Bench(host).TickAsync(), Does.Contain("job:meet-weekly@2026-11-30T02:00Z"));
    }

    [Test]
    public async Task A_clock_set_back_and_forth_repeats_nothing()
    {
        await using var host = new LiteDbHost();
        var time = new AdjustableTime(host.Time);
        var bench = new Bench(host, time);
        await bench.TickAsync();
        time.JumpTo(host.Time.GetUtcNow().AddMinutes(15));
        var first = await bench.TickAsync();
        time.JumpTo(host.Time.GetUtcNow().AddMinutes(5));
        await bench.TickAsync();
        time.JumpTo(host.Time.GetUtcNow().AddMinutes(15));
        Assert.That(first, Has.Length.EqualTo(1));
        Assert.That(await bench.TickAsync(), Is.EqualTo(first));
    }

    [Test]
    public async Task An_envelope_carries_its_occurrence_in_the_schedule_lane()
    {
        await using var host = new LiteDbHost();
        var (time, at) = (new AdjustableTime(host.Time), new DateTimeOffset(2026, 10, 8, 2, 0, 0, TimeSpan.Zero));
        time.JumpTo(at.AddMinutes(-1));
        await new Bench(host, time).TickAsync();
        time.JumpTo(at);
        await new Bench(host, time).TickAsync();
        var envelope = (await host.Queue.PeekAsync(QueueName.Inbox, 10, CancellationToken.None)).Single(e => e.Key.Contains("meet-weekly", StringComparison.Ordinal));
        Assert.That((envelope.Kind, envelope.Lane), Is.EqualTo(("job", "schedule")));
        Assert.That(JsonSerializer.Deserialize<Occurrence>(envelope.Payload, DocumentJson.Options), Is.EqualTo(new Occurrence("meet-weekly", at, new DateOnly(2026, 10, 5))));
    }

    [Test]
    public async Task What_comes_next_is_listed_in_order_across_jobs()
    {
        await using var host = new LiteDbHost();
        var next = new Bench(host).Scheduler.Upcoming(3);
        Assert.That(next.Select(o => o.Job), Is.EqualTo(new[] { "count-minutes", "count-minutes", "count-minutes" }));
        Assert.That(next.Select(o => o.At), Is.Ordered.And.All.GreaterThan(host.Now));
    }

    [Test]
    public async Task Moments_that_documents_name_make_one_occurrence_a_minute_and_none_in_between()
    {
        await using var host = new LiteDbHost();
        var bells = Bells(host);
        var bench = new Bench(host, moments: bells);
        await bench.TickAsync();
        await SaveAsync(host, bells, new Bell { Id = "a", At = host.Now.AddMinutes(3) }, new Bell { Id = "b", At = host.Now.AddMinutes(3) });
        Assert.That(bench.Scheduler.Upcoming(1).Single(), Is.EqualTo(new Occurrence("ring-bells", host.Now.AddMinutes(3), new DateOnly(2026, 11, 23))));

        host.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.That(await bench.TickAsync(), Is.Empty);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await bench.TickAsync(), Is.EqualTo(new[] { "job:ring-bells@2026-11-23T02:03Z" }));
        host.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(await bench.TickAsync(), Has.Length.EqualTo(1), "still the one");
    }

    [Test]
    public async Task A_moment_that_passed_while_the_service_was_down_is_caught_up_once()
    {
        await using var host = new LiteDbHost();
        var bells = Bells(host);
        await new Bench(host, moments: bells).TickAsync();
        await SaveAsync(host, bells, new Bell { Id = "a", At = host.Now.AddMinutes(3) });
        host.Time.Advance(TimeSpan.FromMinutes(9));
        await host.RestartAsync();

        Assert.That(await new Bench(host, moments: Bells(host)).TickAsync(), Is.EqualTo(new[] { "job:ring-bells@2026-11-23T02:09Z" }));
    }

    [Test]
    public async Task A_late_word_of_an_older_state_brings_no_moment_back()
    {
        await using var host = new LiteDbHost();
        var bells = Bells(host);
        var old = new Bell { Id = "a", Version = 1, At = host.Now };
        bells.Committed([old]);
        bells.Committed([old with { Version = 2, At = null }]);
        bells.Committed([old]);

        Assert.That(bells.First, Is.Null);
    }

    [Test]
    public async Task The_service_beats_on_real_time_even_when_the_team_clock_stands_still()
    {
        await using var host = new LiteDbHost();
        var pulse = new Beats();
        var bench = new Bench(host, pulse: pulse);
        await bench.TickAsync();
        await bench.Scheduler.StartAsync(CancellationToken.None);
        await pulse.Started;
        host.Time.Advance(TimeSpan.FromMinutes(10));
        pulse.Advance(TimeSpan.FromSeconds(1));
        var taken = await host.Queue.TakeAsync(QueueName.Inbox, TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(10), CancellationToken.None);
        await bench.Scheduler.StopAsync(CancellationToken.None);
        Assert.That(taken?.Envelope.Key, Is.EqualTo("job:count-minutes@2026-11-23T02:10Z"));
    }

    private static JobCatalog Jobs => new(new FeatureAssemblies([typeof(SchedulerTests).Assembly]));

    private static Moments<RingBells, Bell> Bells(StorageHost host) => new(host.Store, Query<Bell>.All.AtLeast(b => b.At, DateTimeOffset.MinValue), b => b.At);

    private static async Task SaveAsync(StorageHost host, Moments<RingBells, Bell> bells, params Bell[] all)
    {
        await using var work = host.Store.Begin();
        foreach (var bell in all)
            work.Save(bell);
        await work.CommitAsync(Cause.System("test", host.Now), CancellationToken.None);
        bells.Committed([.. all.Select(b => b with { Version = 1 })]);
    }

    private sealed class Bench(StorageHost host, TimeProvider? time = null, TimeProvider? pulse = null, IMoments? moments = null)
    {
        public Scheduler Scheduler { get; } = new(
            Jobs, host.Store, new CalendarSource(host.Store, host.Clock), time is null ? host.Clock : new TeamClock(time, host.Clock.Zone, host.Clock.Calendar), new Pulse(pulse ?? host.Time), NullLogger<Scheduler>.Instance, moments is null ? null : [moments]);

        /// <summary>One tick; the keys of everything that was ever put.</summary>
        public async Task<string[]> TickAsync()
        {
            await Scheduler.TickAsync(CancellationToken.None);
            return await PutAsync();
        }

        public async Task<string[]> PutAsync() => [.. (await host.Queue.PeekAsync(QueueName.Inbox, 100, CancellationToken.None)).Select(e => e.Key)];
    }

    /// <summary>Real time under the test's hand; tells when somebody began to wait for it.</summary>
    private sealed class Beats : FakeTimeProvider
    {
        private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Started => started.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            started.TrySetResult();
            return timer;
        }
    }
}
