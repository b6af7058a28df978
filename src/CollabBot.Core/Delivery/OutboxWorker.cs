using System.Security.Cryptography;
using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using Microsoft.Extensions.Logging;

namespace CollabBot.Core.Delivery;

/// <summary>Sends what turns staged, in order per chat, with the envelope's key as the platform's idempotency id; failures follow the <see cref="RetryPlan"/>.</summary>
public sealed class OutboxWorker(
    IEnvelopeQueue queue, IDocumentStore store, PlatformRegistry platforms, PlatformPauses pauses, StewardNotices notices, IEnumerable<IErrand> errands, TeamClock clock, Pulse pulse, ILogger<OutboxWorker> logger)
    : Worker(queue, QueueName.Outbox, Lanes, TimeSpan.FromMinutes(2), pulse.Time, logger)
{
    private const int Lanes = 32;
    private readonly IEnvelopeQueue queue = queue;
    private readonly SentRecords records = new(store, clock);

    /// <inheritdoc/>
    protected override async Task WorkAsync(Lease lease, CancellationToken cancel)
    {
        if (errands.FirstOrDefault(e => e.Kind == lease.Envelope.Kind) is { } errand)
        {
            await errand.RunAsync(lease, cancel);
            return;
        }

        var post = JsonSerializer.Deserialize<Post>(lease.Envelope.Payload, DocumentJson.Options)!;
        if (post.ReplyTo is null && await records.IsLostAsync(post, cancel))
        {
            // The bot was put out of it and the stewards know; each try would only fail
            logger.LogInformation("Dropped {EnvelopeKey}: the bot is not in the group any more", lease.Envelope.Key);
            await queue.DoneAsync(lease, cancel);
            return;
        }

        if (await pauses.HoldAsync(post.Platform, cancel) is { } later)
        {
            await queue.PostponeAsync(lease, later, cancel);
            return;
        }

        var card = await records.CardAsync(post, cancel);
        var print = CardPrint.Of(post.Card);
        var window = platforms.Find(post.Platform)?.Features.UpdateWindow;
        if (post.Redraw && (card is null or { MessageId: null } or { Retired: true } || card.Print == print || card.Overtaken.Contains(lease.Envelope.Key)))
        {
            // Never sent, replaced, shows the same already, or came back from the grave after a newer picture: nothing to do
            await queue.DoneAsync(lease, cancel);
            return;
        }

        if (post.Redraw && clock.Now - card!.SentAt >= window)
        {
            await records.SettleAsync(lease, post, arrived: false, c => c with { Retired = true }, cancel);
            return;
        }

        var outcome = await SendAsync(lease, post, card, cancel);
        if (outcome is SendOutcome.Failed failed)
        {
            await FailAsync(lease, post, failed, cancel);
            return;
        }

        var sent = (SendOutcome.Sent)outcome;
        await pauses.LetThroughAsync(post.Platform, cancel);
        await records.SettleAsync(lease, post, arrived: true, c => c.Shows(sent, print, lease.Envelope.Key) with { Retired = post.Retires }, cancel);
        logger.LogInformation("Sent {EnvelopeKey} to {Platform}", lease.Envelope.Key, post.Platform);
    }

    private async Task<SendOutcome> SendAsync(Lease lease, Post post, SentCard? card, CancellationToken cancel)
    {
        var envelope = lease.Envelope;
        if (platforms.Find(post.Platform) is not { } platform)
            return new SendOutcome.Failed(FailureKind.Misconfigured, $"platform {post.Platform} is not switched on");
        var outgoing = new Outgoing(envelope.Key, post.Place, post.Card, post.Locale)
        {
            Recipient = post.Recipient,
            ReplyTo = post.ReplyTo,
            ReplyHints = post.ReplyHints,
            InThread = post.InThread,
            DoubtedAt = envelope.DoubtedAt,
            Live = post.SentCardId is not null,
            UpdateMore = post.Redraw ? card?.More ?? [] : [],
            UpdateOf = post.Redraw ? card?.MessageId : post.Replaces,
            Confidential = post.Confidential,
            MentionedUsers = post.MentionedUsers,
        };
        try
        {
            var outcome = await platform.SendAsync(outgoing, cancel);
            var cannotReplace = post.Replaces is not null && outcome is SendOutcome.Failed { Kind: FailureKind.Rejected or FailureKind.Misconfigured or FailureKind.Outdated };
            return cannotReplace ? await platform.SendAsync(outgoing with { UpdateOf = null }, cancel) : outcome;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopping in the middle of a call: the next start may be hours away, it must know
            await queue.RetryAsync(Doubted(lease, post, unsure: true), clock.Now, "stopped", CancellationToken.None);
            throw;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            logger.LogWarning(exception, "Sending {EnvelopeKey} to {Platform} threw", envelope.Key, post.Platform);
            return new SendOutcome.Failed(FailureKind.Unreachable, exception.GetType().Name) { Unsure = true };
        }
    }

    private Lease Doubted(Lease lease, Post post, bool unsure) => unsure && !post.Redraw
        ? lease with { Envelope = lease.Envelope with { DoubtedAt = lease.Envelope.DoubtedAt ?? clock.Now } }
        : lease;

    private async Task FailAsync(Lease lease, Post post, SendOutcome.Failed failed, CancellationToken cancel)
    {
        if (failed.Kind == FailureKind.Outdated && post.Redraw)
        {
            logger.LogInformation("Card of {EnvelopeKey} can no longer be updated and is retired: {Reason}", lease.Envelope.Key, failed.Reason);
            await records.SettleAsync(lease, post, arrived: false, c => c with { Retired = true }, cancel);
            return;
        }

        if (failed.Kind == FailureKind.Denied)
            await pauses.DeniedAsync(post.Platform, failed, cancel);
        else if (failed.Kind is FailureKind.Misconfigured or FailureKind.Rejected)
            await pauses.LetThroughAsync(post.Platform, cancel);
        var attempt = lease.Envelope.Attempts + 1;
        var pause = RetryPlan.After(failed, attempt, RandomNumberGenerator.GetInt32(1000) / 1000.0);
        if (pause is { } wait)
        {
            var level = failed.Kind == FailureKind.Denied ? LogLevel.Error : LogLevel.Warning;
            logger.Log(level, "Send {EnvelopeKey} failed as {FailureKind}, attempt {Attempt}, again in {Pause}: {Reason}",
                lease.Envelope.Key, failed.Kind, attempt, wait, failed.Reason);
            await queue.RetryAsync(Doubted(lease, post, failed.Unsure), clock.Now + wait, failed.Reason, cancel);
            return;
        }

        logger.LogError("Send {EnvelopeKey} buried as {FailureKind} after {Attempt} attempts: {Reason}", lease.Envelope.Key, failed.Kind, attempt, failed.Reason);
        await queue.BuryAsync(lease, $"{failed.Kind}: {failed.Reason}", cancel);
        if (post.Redraw)
            await records.MissAsync(lease, post, cancel);
        if (failed.Kind == FailureKind.Misconfigured && post.Place is { Kind: PlaceKind.Group } place)
            await notices.PlaceIsGoneAsync(place, cancel);
    }
}
