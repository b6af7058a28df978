using CollabBot.Core.Chat;
using System.Security.Cryptography;
using System.Text.Json;
using CollabBot.Core.Docs;
using CollabBot.Core.Ledger;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using Microsoft.Extensions.Logging;

namespace CollabBot.Core.Delivery;

/// <summary>Sends what turns staged, in order per chat, with the envelope's key as the platform's idempotency id; failures follow the <see cref="RetryPlan"/>.</summary>
public sealed class OutboxWorker(
    IEnvelopeQueue queue, IDocumentStore store, PlatformRegistry platforms, PlatformPauses pauses, StewardNotices notices, TeamClock clock, Pulse pulse, ILogger<OutboxWorker> logger)
    : Worker(queue, QueueName.Outbox, Lanes, TimeSpan.FromMinutes(2), pulse.Time, logger)
{
    private const int Lanes = 8;
    private readonly IEnvelopeQueue queue = queue;

    /// <inheritdoc/>
    protected override async Task WorkAsync(Lease lease, CancellationToken cancel)
    {
        var post = JsonSerializer.Deserialize<Post>(lease.Envelope.Payload, DocumentJson.Options)!;
        await using var work = store.Begin();
        var group = post.Place is { Kind: PlaceKind.Group } place ? await work.FindAsync<GroupChat>(place.ToString(), cancel) : null;
        if (group is { LostAt: not null } && post.ReplyTo is null)
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

        var card = post.SentCardId is null ? null : await work.FindAsync<SentCard>(post.SentCardId, cancel);
        var print = CardPrint.Of(post.Card);
        if (post.Redraw && (card is null or { MessageId: null } or { Retired: true } || card.Print == print))
        {
            // Never sent, replaced, or shows the same already: nothing to do
            await queue.DoneAsync(lease, cancel);
            return;
        }

        var outcome = await SendAsync(lease.Envelope, post, card, cancel);
        if (outcome is SendOutcome.Failed failed)
        {
            await FailAsync(lease, post, failed, cancel);
            return;
        }

        var sent = (SendOutcome.Sent)outcome;
        await pauses.LetThroughAsync(post.Platform, cancel);
        if (card is not null)
            work.Save(card with { MessageId = sent.MessageId ?? card.MessageId, Print = print });
        if (group is { LostAt: not null })
            // Somebody spoke to us there and could be answered: we are back, whatever events were missed
            work.Save(group with { LostAt = null });
        work.Finish(lease);
        await work.CommitAsync(Cause.System("outbox", clock.Now), cancel);
        logger.LogInformation("Sent {EnvelopeKey} to {Platform}", lease.Envelope.Key, post.Platform);
    }

    private async Task<SendOutcome> SendAsync(Envelope envelope, Post post, SentCard? card, CancellationToken cancel)
    {
        if (platforms.Find(post.Platform) is not { } platform)
            return new SendOutcome.Failed(FailureKind.Misconfigured, $"platform {post.Platform} is not switched on");
        var outgoing = new Outgoing(envelope.Key, post.Place, post.Card, post.Locale)
        {
            Recipient = post.Recipient,
            ReplyTo = post.ReplyTo,
            ReplyHints = post.ReplyHints,
            UpdateOf = post.Redraw ? card?.MessageId : post.Replaces,
            Confidential = post.Confidential,
            MentionedUsers = post.MentionedUsers,
        };
        try
        {
            var outcome = await platform.SendAsync(outgoing, cancel);
            var cannotReplace = post.Replaces is not null && outcome is SendOutcome.Failed { Kind: FailureKind.Rejected or FailureKind.Misconfigured };
            return cannotReplace ? await platform.SendAsync(outgoing with { UpdateOf = null }, cancel) : outcome;
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            logger.LogWarning(exception, "Sending {EnvelopeKey} to {Platform} threw", envelope.Key, post.Platform);
            return new SendOutcome.Failed(FailureKind.Unreachable, exception.GetType().Name);
        }
    }

    private async Task FailAsync(Lease lease, Post post, SendOutcome.Failed failed, CancellationToken cancel)
    {
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
            await queue.RetryAsync(lease, clock.Now + wait, failed.Reason, cancel);
            return;
        }

        logger.LogError("Send {EnvelopeKey} buried as {FailureKind} after {Attempt} attempts: {Reason}", lease.Envelope.Key, failed.Kind, attempt, failed.Reason);
        await queue.BuryAsync(lease, $"{failed.Kind}: {failed.Reason}", cancel);
        if (failed.Kind == FailureKind.Misconfigured && post.Place is { Kind: PlaceKind.Group } place)
            await notices.PlaceIsGoneAsync(place, cancel);
    }
}
