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
    public async Task A_document_beyond_the_limit_is_refused_and_its_group_commits_without_it()
    {
        await using var host = new LiteDbHost();
        var units = Enumerable.Range(0, 20).Select(i => host.CommitAsync(w =>
            w.Save(new Secret { Id = $"S-{i}", Text = i == 7 ? new string('x', 20_000_000) : "small" }))).ToList();
        await Assert.ThatAsync(() => units[7], Throws.InstanceOf<LiteDB.LiteException>());
        await Task.WhenAll(units.Where((_, i) => i != 7));
        Assert.That(await host.ListAsync(Query<Secret>.All), Has.Count.EqualTo(19));
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
    public async Task Whenever_the_process_dies_after_a_commit_the_next_start_finds_it()
    {
        await using var host = new LiteDbHost();
        for (var i = 0; i < 30; i++)
        {
            await host.CommitAsync(w => w.Save(new Thing { Id = $"T-{i}" }));
            var copy = await CopyAsync(host.DataDirectory);
            using (var database = LiteDbDatabase.Open(copy, host.Clock, NullLogger.Instance))
            {
                await using var work = new LiteDbStore(database).Begin();
                Assert.That(await work.ListAsync(Query<Thing>.All, default), Has.Count.EqualTo(i + 1));
            }

            Directory.Delete(copy, recursive: true);
            // the first commit after an opening is the one LiteDB likes to acknowledge too early
            if (i % 2 == 0)
                await host.RestartAsync();
        }
    }

    /// <summary>The files as they are on the disk this moment.</summary>
    private static async Task<string> CopyAsync(string directory)
    {
        var copy = Directory.CreateTempSubdirectory("collabbot-").FullName;
        // the log first: should it be folded into the file in between, the file has it
        foreach (var file in Directory.GetFiles(directory, "*.db").Order(StringComparer.Ordinal))
        {
            await using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using var to = File.Create(Path.Combine(copy, Path.GetFileName(file)));
            await from.CopyToAsync(to);
        }

        return copy;
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
