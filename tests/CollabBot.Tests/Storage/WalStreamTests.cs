using CollabBot.Core.Delivery;
using CollabBot.Core.Time;
using CollabBot.Storage.LiteDb;
using CollabBot.Tests.Contracts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Storage;

/// <summary>The log reaches the disk in an order that survives a power cut, and a disk that refuses stops the store.</summary>
[Parallelizable(ParallelScope.Fixtures)]
public sealed class WalStreamTests
{
    private static readonly TeamClock Clock = new(new FakeTimeProvider(), TimeZoneInfo.Utc, WorkCalendar.China());

    [Test]
    public void The_commit_page_follows_a_sync_of_the_others_and_counts_after_its_own()
    {
        var events = new List<string>();
        using var log = new WalStream(new Recorder(events), () => events.Add("sync"));
        log.Write(Page(commits: false), 0, 8192);
        log.Write(Page(commits: false), 0, 8192);
        Assert.That(log.DurableCommits, Is.Zero);
        log.Write(Page(commits: true), 0, 8192);
        Assert.That(events, Is.EqualTo(new[] { "2 pages", "sync", "1 pages", "sync" }));
        Assert.That(log.DurableCommits, Is.EqualTo(1));
        events.Clear();
        log.Write(Page(commits: true), 0, 8192);
        Assert.That(events, Is.EqualTo(new[] { "1 pages", "sync" }), "a transaction of one page needs one sync");
    }

    [Test]
    public void A_page_is_read_back_before_its_group_is_in_the_file()
    {
        using var file = new MemoryStream();
        using var log = new WalStream(file, () => { });
        for (byte i = 0; i < 3; i++)
        {
            log.Position = i * 8192;
            log.Write([.. Enumerable.Repeat(i, 18), 0, .. Enumerable.Repeat(i, 8192 - 19)], 0, 8192);
        }

        Assert.That(log.Length, Is.EqualTo(3 * 8192));
        var page = new byte[8192];
        log.Position = 8192;
        log.ReadExactly(page);
        Assert.That((page[0], page[^1], log.Position), Is.EqualTo(((byte)1, (byte)1, 2 * 8192L)));
        log.Position = 8192;
        log.Write([.. Enumerable.Repeat((byte)7, 18), 0, .. Enumerable.Repeat((byte)7, 8192 - 19)], 0, 8192);
        log.Flush();
        Assert.That((file.Length, file.ToArray()[8192], file.ToArray()[2 * 8192]), Is.EqualTo((3 * 8192L, (byte)7, (byte)2)));
    }

    [Test]
    public async Task Nothing_is_acknowledged_once_the_disk_refused_a_commit()
    {
        var full = false;
        using var database = LiteDbDatabase.OpenOn(
            new WalStream(new MemoryStream(), () => ThrowIf(full)), Clock, NullLogger.Instance);
        var queue = new LiteDbQueue(database, Clock);
        Assert.That(await queue.PutAsync(QueueContract.Envelope("k1", Clock.Now), [], default), Is.True);
        full = true;
        await Assert.ThatAsync(() => queue.PutAsync(QueueContract.Envelope("k2", Clock.Now), [], default), Throws.InstanceOf<IOException>());
        full = false;
        await Assert.ThatAsync(() => queue.PutAsync(QueueContract.Envelope("k3", Clock.Now), [], default), Throws.InstanceOf<IOException>(), "until a restart");
        Assert.That(database.Failure, Is.InstanceOf<IOException>());
        Assert.That((await queue.PeekAsync(QueueName.Inbox, 10, default)).Select(e => e.Key), Is.EqualTo(new[] { "k1" }));

        static void ThrowIf(bool condition)
        {
            if (condition)
                throw new IOException("No space left on device");
        }
    }

    private static byte[] Page(bool commits)
    {
        var page = new byte[8192];
        page[18] = commits ? (byte)1 : (byte)0;
        return page;
    }

    private sealed class Recorder(List<string> events) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => events.Add($"{count / 8192} pages");
    }
}
