using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;

namespace CollabBot.DingTalk.Outbound;

/// <summary>What is known of an earlier try to send a message.</summary>
internal enum EarlierTry
{
    /// <summary>There was none, or it certainly did not arrive.</summary>
    None,

    /// <summary>It may have arrived.</summary>
    Unknown,

    /// <summary>It arrived.</summary>
    Arrived,
}

/// <summary>An earlier try, and whether it was one of an interactive card.</summary>
internal readonly record struct Earlier(EarlierTry Try, bool AsCard);

/// <summary>
/// DingTalk has no idempotency id for messages, so each send is noted durably before it goes out and once more when it was taken. After a crash what was taken is not sent again; only the one message whose
/// answer was still awaited is in doubt.
/// </summary>
internal sealed class SendJournal(IDocumentStore store, Pulse pulse)
{
    // An envelope may wait in the outbox for about a day
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);
    private const int TidyEvery = 200;
    private int begun;

    public async Task<Earlier> FindAsync(string key, CancellationToken cancel)
    {
        await using var work = store.Begin();
        return await work.FindAsync<SendNote>(key, cancel) switch
        {
            null => new Earlier(EarlierTry.None, false),
            { ArrivedAt: null } note => new Earlier(EarlierTry.Unknown, note.AsCard),
            var note => new Earlier(EarlierTry.Arrived, note.AsCard),
        };
    }

    /// <summary>The message is about to go out.</summary>
    public Task BeginAsync(string key, bool asCard, CancellationToken cancel) => ChangeAsync(async work =>
    {
        var note = await work.FindAsync<SendNote>(key, cancel);
        if (note is null || note.AsCard != asCard)
            work.Save((note ?? new SendNote { Id = key, StartedAt = pulse.Time.GetUtcNow() }) with { AsCard = asCard });
        if (Interlocked.Increment(ref begun) % TidyEvery == 1)
            foreach (var old in await work.ListAsync(SendNote.StartedBefore(pulse.Time.GetUtcNow() - Kept), cancel))
                work.Delete(old);
    }, cancel);

    /// <summary>DingTalk took it. Not cancelled by stopping: from here on only this note keeps it from being sent twice.</summary>
    public Task ArriveAsync(string key) => ChangeAsync(async work =>
    {
        if (await work.FindAsync<SendNote>(key, CancellationToken.None) is { } note)
            work.Save(note with { ArrivedAt = pulse.Time.GetUtcNow() });
    }, CancellationToken.None);

    /// <summary>It certainly did not arrive.</summary>
    public Task ForgetAsync(string key, CancellationToken cancel) => ChangeAsync(async work =>
    {
        if (await work.FindAsync<SendNote>(key, cancel) is { } note)
            work.Delete(note);
    }, cancel);

    private async Task ChangeAsync(Func<IUnitOfWork, Task> change, CancellationToken cancel)
    {
        await using var work = store.Begin();
        await change(work);
        await work.CommitAsync(Cause.System("dingtalk-send", pulse.Time.GetUtcNow()), cancel);
    }
}
