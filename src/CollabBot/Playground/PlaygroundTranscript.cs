using System.Collections.Concurrent;
using CollabBot.Core;
using CollabBot.Core.Docs;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;

namespace CollabBot.Playground;

/// <summary>
/// What was said where. A direct message is held in memory until the bot's answer shows that it was an ordinary one; the two sides of a confidential exchange
/// stay in memory for good, so that nothing on disk ever tells who sent anonymous feedback, what it said, or when.
/// </summary>
internal sealed class PlaygroundTranscript(IDocumentStore store, TeamClock clock, PlaygroundFeed feed)
{
    private readonly ConcurrentDictionary<string, PlaygroundMessage> unwritten = new(StringComparer.Ordinal);
    private long lastSeq = -1;

    /// <summary>Adds a persona's words and returns the message; in a group at once for good, in a direct chat in memory.</summary>
    public async Task<PlaygroundMessage> SayAsync(PlaygroundChat chat, string personId, string text, CancellationToken cancel)
    {
        var message = await NewAsync(chat, cancel) with { SenderId = personId, Text = text };
        if (chat.PersonId is null)
            await WriteAsync(message, cancel);
        else
            unwritten[message.Id] = message;
        Announce(message);
        return message;
    }

    /// <summary>Adds the bot's card and returns the message; the same key again returns the one that is there.</summary>
    public async Task<PlaygroundMessage> PostAsync(
        PlaygroundChat chat,
        Card card,
        string locale,
        string key,
        string? replyTo,
        IReadOnlyList<string> mentioned,
        bool confidential,
        CancellationToken cancel)
    {
        if (await ByKeyAsync(key, cancel) is { } sent)
            return sent;
        var message = await NewAsync(chat, cancel) with { Card = card, Locale = locale, Key = key, ReplyTo = replyTo, Mentioned = mentioned };
        if (confidential)
        {
            unwritten[message.Id] = message;
        }
        else
        {
            if (replyTo is not null && unwritten.TryRemove(replyTo, out var question))
                await WriteAsync(question, cancel);
            await WriteAsync(message, cancel);
        }

        Announce(message);
        return message;
    }

    /// <summary>Replaces a card in place; false when the message is not there (any more).</summary>
    public async Task<bool> UpdateAsync(string id, Card card, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { SenderId: null } message)
            return false;
        message = message with { Card = card, UpdatedAt = clock.Now };
        if (unwritten.ContainsKey(id))
            unwritten[id] = message;
        else
            await WriteAsync(message, cancel);
        feed.Publish(PlaygroundFeed.Message(id));
        return true;
    }

    /// <summary>Replaces a persona's words, as people do on a platform; nothing for a message that is not there.</summary>
    public async Task EditAsync(string id, string text, CancellationToken cancel)
    {
        if (await FindAsync(id, cancel) is not { SenderId: not null } message)
            return;
        message = message with { Text = text, UpdatedAt = clock.Now };
        if (unwritten.ContainsKey(id))
            unwritten[id] = message;
        else
            await WriteAsync(message, cancel);
        feed.Publish(PlaygroundFeed.Message(id));
    }

    /// <summary>One message, or null.</summary>
    public async Task<PlaygroundMessage?> FindAsync(string id, CancellationToken cancel)
    {
        if (unwritten.TryGetValue(id, out var message))
            return message;
        await using var work = store.Begin();
        return await work.FindAsync<PlaygroundMessage>(id, cancel);
    }

    /// <summary>The newest messages of a chat after a point, oldest first.</summary>
    public async Task<IReadOnlyList<PlaygroundMessage>> ListAsync(string chatId, long afterSeq, int limit, CancellationToken cancel)
    {
        await using var work = store.Begin();
        var written = await work.ListAsync(
            Query<PlaygroundMessage>.All.Equal(m => m.ChatId, chatId).AtLeast(m => m.Seq, afterSeq + 1).OrderByDescending(m => m.Seq).Take(limit), cancel);
        return
        [
            .. written.Concat(unwritten.Values.Where(m => m.ChatId == chatId && m.Seq > afterSeq))
                .DistinctBy(m => m.Id).OrderByDescending(m => m.Seq).Take(limit).Reverse(),
        ];
    }

    /// <summary>The newest message's place in the order; 0 when nothing was ever said.</summary>
    public async Task<long> LastSeqAsync(CancellationToken cancel)
    {
        if (Interlocked.Read(ref lastSeq) < 0)
        {
            await using var work = store.Begin();
            var newest = await work.ListAsync(Query<PlaygroundMessage>.All.OrderByDescending(m => m.Seq).Take(1), cancel);
            Interlocked.CompareExchange(ref lastSeq, newest is [var last] ? last.Seq : 0, -1);
        }

        return Interlocked.Read(ref lastSeq);
    }

    private async Task<PlaygroundMessage?> ByKeyAsync(string key, CancellationToken cancel)
    {
        if (unwritten.Values.FirstOrDefault(m => m.Key == key) is { } message)
            return message;
        await using var work = store.Begin();
        return await work.ListAsync(Query<PlaygroundMessage>.All.Equal(m => m.Key, key).Take(1), cancel) is [var sent] ? sent : null;
    }

    private async Task<PlaygroundMessage> NewAsync(PlaygroundChat chat, CancellationToken cancel) =>
        new() { Id = Ids.New(), ChatId = chat.Id, Seq = await NextSeqAsync(cancel), At = clock.Now };

    private async Task<long> NextSeqAsync(CancellationToken cancel)
    {
        await LastSeqAsync(cancel);
        return Interlocked.Increment(ref lastSeq);
    }

    private async Task WriteAsync(PlaygroundMessage message, CancellationToken cancel)
    {
        await using var work = store.Begin();
        work.Save(message);
        await work.CommitAsync(Core.Ledger.Cause.System("playground", clock.Now), cancel);
    }

    private void Announce(PlaygroundMessage message)
    {
        feed.Publish(PlaygroundFeed.Chat(message.ChatId));
        feed.Publish(PlaygroundFeed.Chats);
    }
}
