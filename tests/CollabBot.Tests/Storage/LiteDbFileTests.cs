using System.Text;
using CollabBot.Core.Delivery;
using CollabBot.Core.Storage;
using CollabBot.Storage.LiteDb;
using CollabBot.Tests.Contracts;
using Microsoft.Extensions.Logging.Abstractions;

namespace CollabBot.Tests.Storage;

/// <summary>What only the LiteDB file promises.</summary>
public sealed class LiteDbFileTests
{
    [Test]
    public async Task A_second_opener_is_refused_with_one_sentence_and_the_first_goes_on()
    {
        await using var host = new LiteDbHost();
        var refused = Assert.Throws<DirectoryInUseException>(() => LiteDbDatabase.Open(host.DataDirectory, host.Clock, NullLogger.Instance).Dispose());
        Assert.That(refused!.Message, Does.Contain(host.DataDirectory).And.Contain("Storage:DataDirectory"));
        await host.CommitAsync(w => w.Save(new Thing { Id = "T-1" }));
    }

    [Test]
    public async Task What_was_confidential_is_gone_from_the_files_once_it_is_finished()
    {
        await using var host = new LiteDbHost();
        var text = "匿名反馈的原文 " + string.Concat(Enumerable.Repeat("秘密 ", 3000));
        foreach (var (key, payload) in new[] { ("k1", text), ("k2", "匿名反馈的原文 short"), ("k3", "an ordinary one") })
            await host.Queue.PutAsync(QueueContract.Envelope(key, host.Now, key) with { Payload = payload }, ["alias of " + key], default);
        await host.RestartAsync();
        Assert.That(Holds(Path.Combine(host.DataDirectory, "collabbot.db"), "匿名反馈的原文"), "it did reach the file");
        for (var i = 0; i < 2; i++)
            await host.Queue.DoneAsync((await host.Queue.TakeAsync(QueueName.Inbox, TimeSpan.FromHours(1), TimeSpan.Zero, default))!, default);
        await host.RestartAsync();

        foreach (var file in Directory.GetFiles(host.DataDirectory, "*.db"))
            Assert.That(Holds(file, "匿名反馈的原文") || Holds(file, "秘密"), Is.False, file);
        Assert.That(Holds(Path.Combine(host.DataDirectory, "collabbot.db"), "an ordinary one"), "the search finds what is there");
    }

    [Test]
    public async Task Keys_are_forgotten_a_week_after_they_are_done()
    {
        await using var host = new LiteDbHost();
        await host.Queue.PutAsync(QueueContract.Envelope("k", host.Now), [], default);
        await host.Queue.DoneAsync((await host.Queue.TakeAsync(QueueName.Inbox, TimeSpan.FromHours(1), TimeSpan.Zero, default))!, default);
        host.Time.Advance(TimeSpan.FromDays(7.1));
        await host.ForgetAsync();
        Assert.That(await host.Queue.PutAsync(QueueContract.Envelope("k", host.Now), [], default), Is.True);
    }

    [Test]
    public async Task An_index_that_joins_later_finds_old_documents()
    {
        await using var host = new LiteDbHost();
        await host.CommitAsync(w => w.Save(new Early { Id = "E-1", Colour = "red" }));
        await host.RestartAsync();
        Assert.That(await host.ListAsync(Query<Late>.All.Equal(d => d.Colour, "red")), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_log_left_by_a_crash_is_read_at_the_next_start()
    {
        await using var host = new LiteDbHost();
        await host.CommitAsync(w => w.Save(new Thing { Id = "T-1" }));
        var copy = Directory.CreateTempSubdirectory("collabbot-").FullName;
        foreach (var file in Directory.GetFiles(host.DataDirectory, "*.db"))
        {
            await using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var to = File.Create(Path.Combine(copy, Path.GetFileName(file)));
            await from.CopyToAsync(to);
        }

        Assert.That(new FileInfo(Path.Combine(copy, "collabbot-log.db")).Length, Is.Positive, "the change is still only in the log");
        using (var database = LiteDbDatabase.Open(copy, host.Clock, NullLogger.Instance))
        {
            await using var work = new LiteDbStore(database).Begin();
            Assert.That(await work.FindAsync<Thing>("T-1", default), Is.Not.Null);
        }

        Directory.Delete(copy, recursive: true);
    }

    private static bool Holds(string file, string text) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    [Collection("file-early")]
    private sealed record Early : Document
    {
        public string? Colour { get; init; }
    }

    [Collection("file-early", "colour")]
    private sealed record Late : Document
    {
        public string? Colour { get; init; }
    }
}
