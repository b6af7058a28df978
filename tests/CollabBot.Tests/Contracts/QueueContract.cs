using CollabBot.Core.Delivery;
using CollabBot.Core.Storage;

namespace CollabBot.Tests.Contracts;

/// <summary>What every queue promises: keys seen once, lanes in order, leases, retry, burial, restart.</summary>
public abstract class QueueContract
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(30);
    private StorageHost host = null!;

    [SetUp]
    public void Open() => host = Create();

    [TearDown]
    public async Task Close() => await host.DisposeAsync();

    [Test]
    public async Task A_key_or_alias_is_accepted_once_for_seven_days()
    {
        Assert.That(await host.Queue.PutAsync(Make("evt-1"), ["msg-1"], default), Is.True);
        Assert.That(await host.Queue.PutAsync(Make("evt-1"), [], default), Is.False);
        Assert.That(await host.Queue.PutAsync(Make("evt-2"), ["msg-1"], default), Is.False);
        Assert.That(await host.Queue.PutAsync(Make("msg-1"), [], default), Is.False);
        Assert.That(await host.Queue.PutAsync(Make("evt-1") with { Queue = QueueName.Outbox }, [], default), Is.True, "another queue");
        await host.Queue.DoneAsync((await TakeAsync())!, default);
        Assert.That(await TakeAsync(), Is.Null);
        host.Time.Advance(TimeSpan.FromDays(6.9));
        await host.RestartAsync();
        Assert.That(await host.Queue.PutAsync(Make("evt-1"), [], default), Is.False, "still known when done and after a restart");
        Assert.That(await host.Queue.PutAsync(Make("EVT-1"), [], default), Is.True, "case matters");
    }

    [Test]
    public async Task A_key_put_many_times_at_once_is_accepted_once()
    {
        var accepted = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => host.Queue.PutAsync(Make($"e{i}"), ["same"], default))));
        Assert.That(accepted.Count(a => a), Is.EqualTo(1));
    }

    [Test]
    public async Task A_duplicate_staged_by_a_unit_of_work_is_left_out_and_the_rest_commits()
    {
        await host.Queue.PutAsync(Make("k1"), [], default);
        await host.CommitAsync(w =>
        {
            w.Enqueue(Make("k1"));
            w.Enqueue(Make("k2"));
            w.Enqueue(Make("k2"));
            w.Save(new Plumbing { Id = "p" });
        });
        Assert.That((await host.Queue.PeekAsync(QueueName.Inbox, 10, default)).Select(e => e.Key), Is.EqualTo(new[] { "k1", "k2" }));
        Assert.That(await host.FindAsync<Plumbing>("p"), Is.Not.Null);
    }

    [Test]
    public async Task A_lane_runs_in_order_one_at_a_time_and_lanes_run_beside_each_other()
    {
        foreach (var (key, lane) in new[] { ("a1", "A"), ("a2", "A"), ("b1", "B"), ("a3", "A") })
            await host.Queue.PutAsync(Make(key, lane), [], default);
        var a1 = await TakeAsync();
        var b1 = await TakeAsync();
        Assert.That((a1!.Envelope.Key, b1!.Envelope.Key), Is.EqualTo(("a1", "b1")));
        Assert.That(await TakeAsync(), Is.Null, "both lanes are busy");
        await host.Queue.DoneAsync(a1, default);
        Assert.That((await TakeAsync())!.Envelope.Key, Is.EqualTo("a2"));
    }

    [Test]
    public async Task An_envelope_for_later_holds_its_lane_until_its_time_by_the_team_clock()
    {
        await host.Queue.PutAsync(Make("later") with { NotBefore = host.Now + Minute }, [], default);
        await host.Queue.PutAsync(Make("now"), [], default);
        Assert.That(await TakeAsync(), Is.Null);
        var taking = host.Queue.TakeAsync(QueueName.Inbox, Minute, LongWait, default);
        host.Time.Advance(Minute);
        host.Queue.Wake();
        Assert.That((await taking)!.Envelope.Key, Is.EqualTo("later"));
    }

    [Test]
    public async Task A_waiting_taker_is_woken_by_a_put_and_by_a_commit()
    {
        var first = host.Queue.TakeAsync(QueueName.Inbox, Minute, LongWait, default);
        await host.Queue.PutAsync(Make("k1", "A"), [], default);
        Assert.That((await first)!.Envelope.Key, Is.EqualTo("k1"));
        var second = host.Queue.TakeAsync(QueueName.Inbox, Minute, LongWait, default);
        await host.CommitAsync(w => w.Enqueue(Make("k2", "B")));
        Assert.That((await second)!.Envelope.Key, Is.EqualTo("k2"));
        using var stop = new CancellationTokenSource();
        var third = host.Queue.TakeAsync(QueueName.Inbox, Minute, LongWait, stop.Token);
        await stop.CancelAsync();
        Assert.That(async () => await third, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await host.Queue.TakeAsync(QueueName.Inbox, Minute, TimeSpan.FromMilliseconds(20), default), Is.Null);
    }

    [Test]
    public async Task A_lease_that_ran_out_is_free_for_another_and_lost_to_the_first()
    {
        await host.Queue.PutAsync(Make("k"), [], default);
        var slow = await TakeAsync();
        host.Time.Advance(Minute);
        host.Queue.Wake();
        var quick = await TakeAsync();
        Assert.That(quick!.Envelope.Key, Is.EqualTo("k"));
        await Assert.ThrowsAsync<ConflictException>(() => host.Queue.DoneAsync(slow!, default));
        await Assert.ThrowsAsync<ConflictException>(() => host.CommitAsync(w =>
        {
            w.Save(new Plumbing { Id = "p" });
            w.Finish(slow!);
        }));
        Assert.That(await host.FindAsync<Plumbing>("p"), Is.Null);
        await host.Queue.DoneAsync(quick, default);
        await Assert.ThrowsAsync<ConflictException>(() => host.Queue.DoneAsync(quick, default), "done is done");
    }

    [Test]
    public async Task Finishing_commits_with_the_documents_or_not_at_all()
    {
        await host.Queue.PutAsync(Make("k"), [], default);
        var lease = await TakeAsync();
        await Assert.ThrowsAsync<ConflictException>(() => host.CommitAsync(w =>
        {
            w.Save(new Plumbing { Id = "p", Version = 3 });
            w.Finish(lease!);
        }));
        Assert.That((await host.Queue.DepthAsync(QueueName.Inbox, default)).Leased, Is.EqualTo(1), "a conflict leaves the lease as it was");
        await host.CommitAsync(w =>
        {
            w.Save(new Plumbing { Id = "p" });
            w.Finish(lease!);
        });
        await host.RestartAsync();
        Assert.That(await TakeAsync(), Is.Null);
        Assert.That(await host.FindAsync<Plumbing>("p"), Is.Not.Null);
    }

    [Test]
    public async Task A_retry_counts_keeps_its_place_and_survives_a_restart()
    {
        await host.Queue.PutAsync(Make("k1"), [], default);
        await host.Queue.PutAsync(Make("k2"), [], default);
        await host.Queue.RetryAsync((await TakeAsync())!, host.Now + Minute, "busy", default);
        Assert.That(await TakeAsync(), Is.Null);
        await host.RestartAsync();
        host.Time.Advance(Minute);
        var again = await TakeAsync();
        Assert.That((again!.Envelope.Key, again.Envelope.Attempts, again.Envelope.Payload), Is.EqualTo(("k1", 1, "payload of k1")));
    }

    [Test]
    public async Task What_may_have_had_its_effect_stays_in_doubt_until_a_person_replays_it()
    {
        await host.Queue.PutAsync(Make("k1"), [], default);
        var lease = (await TakeAsync())!;
        await host.Queue.RetryAsync(lease with { Envelope = lease.Envelope with { DoubtedAt = host.Now } }, host.Now, "no answer", default);
        var since = host.Now;
        await host.RestartAsync();
        var again = (await TakeAsync())!;
        Assert.That(again.Envelope.DoubtedAt, Is.EqualTo(since));
        await host.Queue.BuryAsync(again, "too late", default);
        await host.Queue.ReplayAsync(again.Envelope.Queue, "k1", host.Now, default);
        Assert.That((await TakeAsync())!.Envelope.DoubtedAt, Is.Null);
    }

    [Test]
    public async Task A_postponed_envelope_keeps_its_place_and_counts_no_attempt()
    {
        await host.Queue.PutAsync(Make("k1"), [], default);
        await host.Queue.PutAsync(Make("k2"), [], default);
        await host.Queue.PostponeAsync((await TakeAsync())!, host.Now + Minute, default);
        Assert.That(await TakeAsync(), Is.Null);
        await host.RestartAsync();
        host.Time.Advance(Minute);
        var again = await TakeAsync();
        Assert.That((again!.Envelope.Key, again.Envelope.Attempts, again.Envelope.Payload), Is.EqualTo(("k1", 0, "payload of k1")));
    }

    [Test]
    public async Task The_leases_of_a_dead_process_are_free()
    {
        await host.Queue.PutAsync(Make("k1"), ["alias"], default);
        await TakeAsync();
        await host.RestartAsync();
        host.Time.Advance(Minute);
        Assert.That((await TakeAsync())!.Envelope.Key, Is.EqualTo("k1"));
        Assert.That(await host.Queue.PutAsync(Make("alias"), [], default), Is.False);
    }

    [Test]
    public async Task The_buried_stay_until_they_are_replayed_or_dropped()
    {
        foreach (var key in new[] { "k1", "k2", "k3" })
            await host.Queue.PutAsync(Make(key), [], default);
        await host.Queue.BuryAsync((await TakeAsync())!, "rejected: 230001", default);
        host.Time.Advance(Minute);
        await host.Queue.BuryAsync((await TakeAsync())!, "gone", default);
        await host.RestartAsync();

        var buried = await host.Queue.BuriedAsync(QueueName.Inbox, default);
        Assert.That(buried.Select(b => (b.Envelope.Key, b.Reason)), Is.EqualTo(new[] { ("k1", "rejected: 230001"), ("k2", "gone") }));
        Assert.That(buried[1].BuriedAt, Is.EqualTo(host.Now));
        Assert.That(await host.Queue.ReplayAsync(QueueName.Inbox, "k1", host.Now, default), Is.True);
        Assert.That(await host.Queue.ReplayAsync(QueueName.Inbox, "k1", host.Now, default), Is.False);
        Assert.That(await host.Queue.DropAsync(QueueName.Inbox, "k2", default), Is.True);
        Assert.That(await host.Queue.DropAsync(QueueName.Inbox, "k2", default), Is.False);
        await host.RestartAsync();
        Assert.That((await host.Queue.PeekAsync(QueueName.Inbox, 10, default)).Select(e => e.Key), Is.EqualTo(new[] { "k3", "k1" }));
        Assert.That(await host.Queue.BuriedAsync(QueueName.Inbox, default), Is.Empty);
        Assert.That(await host.Queue.PutAsync(Make("k2"), [], default), Is.False, "a dropped key stays known");
    }

    [Test]
    public async Task Depth_counts_what_waits_is_leased_and_is_buried()
    {
        var putAt = host.Now;
        foreach (var key in new[] { "k1", "k2", "k3", "k4" })
            await host.Queue.PutAsync(Make(key, key), [], default);
        host.Time.Advance(Minute);
        await TakeAsync();
        await host.Queue.BuryAsync((await TakeAsync())!, "x", default);
        Assert.That(await host.Queue.DepthAsync(QueueName.Inbox, default), Is.EqualTo(new QueueDepth(2, 1, 1, putAt)));
        Assert.That(await host.Queue.DepthAsync(QueueName.Pages, default), Is.EqualTo(new QueueDepth(0, 0, 0, null)));
        Assert.That(await host.Queue.PeekAsync(QueueName.Inbox, 2, default), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Many_producers_and_takers_handle_everything_once_in_lane_order()
    {
        const int Lanes = 8, PerLane = 25;
        var handled = new System.Collections.Concurrent.ConcurrentQueue<string>();
        using var stop = new CancellationTokenSource();
        var takers = Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            while (handled.Count < Lanes * PerLane)
                if (await host.Queue.TakeAsync(QueueName.Inbox, TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(200), default) is { } lease)
                {
                    handled.Enqueue(lease.Envelope.Key);
                    await host.CommitAsync(w => w.Finish(lease));
                }
        })).ToList();
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(async () =>
        {
            for (var i = 0; i < PerLane; i++)
                await host.Queue.PutAsync(Make($"{lane}:{i:D2}", $"lane {lane}"), [], default);
        })));
        await Task.WhenAll(takers);
        foreach (var lane in handled.GroupBy(k => k[0]))
            Assert.That(lane, Is.EqualTo(lane.Order()).And.Exactly(PerLane).Items);
    }

    internal static Envelope Envelope(string key, DateTimeOffset notBefore, string lane = "chat") =>
        new(key, QueueName.Inbox, lane, "message", $"payload of {key}", notBefore);

    protected abstract StorageHost Create();

    private Envelope Make(string key, string lane = "chat") => Envelope(key, host.Now, lane);

    private Task<Lease?> TakeAsync() => host.Queue.TakeAsync(QueueName.Inbox, Minute, TimeSpan.Zero, default);
}

[Parallelizable(ParallelScope.Fixtures)]
public sealed class LiteDbQueueTests : QueueContract
{
    protected override StorageHost Create() => new LiteDbHost();
}
