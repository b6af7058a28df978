using CollabBot.Core.Chat;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;

namespace CollabBot.Core.Delivery;

/// <summary>What the outbox knows of where its messages went. Nothing is held over a call: that takes its time, and turns change the same records meanwhile.</summary>
internal sealed class SentRecords(IDocumentStore store, TeamClock clock)
{
    private const int MostConflicts = 3;

    /// <summary>True when the bot was put out of the group.</summary>
    public async Task<bool> IsLostAsync(Post post, CancellationToken cancel)
    {
        await using var work = store.Begin();
        return await GroupAsync(work, post, cancel) is { LostAt: not null };
    }

    /// <summary>The record of the live card that the post sends or redraws; null for a one-off message.</summary>
    public async Task<SentCard?> CardAsync(Post post, CancellationToken cancel)
    {
        await using var work = store.Begin();
        return await CardAsync(work, post, cancel);
    }

    /// <summary>Ends the lease together with a change of the card's record; <paramref name="arrived"/> means that the chat was reached.</summary>
    public async Task SettleAsync(Lease lease, Post post, bool arrived, Func<SentCard, SentCard> change, CancellationToken cancel)
    {
        for (var conflicts = 0; !await TrySettleAsync(lease, post, arrived, change, throws: conflicts == MostConflicts, cancel); conflicts++)
        {
        }
    }

    /// <summary>Notes a redraw that was buried: replayed later, it must not put an older picture over a newer one.</summary>
    public async Task MissAsync(Lease lease, Post post, CancellationToken cancel)
    {
        await using var work = store.Begin();
        if (await CardAsync(work, post, cancel) is { } card)
            work.Save(card with { Missed = [.. card.Missed, lease.Envelope.Key] });
        await work.CommitAsync(Cause.System("outbox", clock.Now), cancel);
    }

    private async Task<bool> TrySettleAsync(Lease lease, Post post, bool arrived, Func<SentCard, SentCard> change, bool throws, CancellationToken cancel)
    {
        await using var work = store.Begin();
        if (await CardAsync(work, post, cancel) is { } card)
            work.Save(change(card));
        if (arrived && await GroupAsync(work, post, cancel) is { LostAt: not null } group)
            // Somebody spoke to us there and could be answered: we are back, whatever events were missed
            work.Save(group with { LostAt = null });
        work.Finish(lease);
        try
        {
            await work.CommitAsync(Cause.System("outbox", clock.Now), cancel);
            return true;
        }
        catch (ConflictException) when (!throws)
        {
            return false;
        }
    }

    private static async Task<SentCard?> CardAsync(IUnitOfWork work, Post post, CancellationToken cancel) =>
        post.SentCardId is { } id ? await work.FindAsync<SentCard>(id, cancel) : null;

    private static async Task<GroupChat?> GroupAsync(IUnitOfWork work, Post post, CancellationToken cancel) =>
        post.Place is { Kind: PlaceKind.Group } place ? await work.FindAsync<GroupChat>(place.ToString(), cancel) : null;
}
