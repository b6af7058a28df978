using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Feishu.Api;
using CollabBot.Feishu.Doctor;
using CollabBot.Feishu.Inbound;
using Microsoft.Extensions.Logging;

namespace CollabBot.Feishu.Outbound;

/// <summary>Feishu's way out. What the platform refuses for one part of a message is sent once more without that part, saying so; every other refusal is put into words.</summary>
internal sealed class FeishuPlatform(MessageSender sender, TenantTokens tokens, FeishuWords words, LinkState link, ProofBook proofs, TimeProvider time, ILogger<FeishuPlatform> logger) : IPlatform
{
    // The platform knows a uuid for an hour; the rest is for clocks that differ
    private static readonly TimeSpan DoublesGuarded = TimeSpan.FromMinutes(55);

    public string Name => EventReader.Platform;

    public PlatformFeatures Features { get; } = new(Cards: true, UpdateCards: true, Forms: true, UpdateWindow: TimeSpan.FromDays(14), MaxCardBytes: 30 * 1024);

    public async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancel)
    {
        if (message.UpdateOf is null && message.ReplyTo is null && message.Place is null && message.Recipient is null)
            return new SendOutcome.Failed(FailureKind.Rejected, "neither a place nor a recipient");
        if (message is { UpdateOf: null, DoubtedAt: { } since } && time.GetUtcNow() - since > DoublesGuarded)
            return new SendOutcome.Failed(FailureKind.Rejected, words.Doubt);

        var plain = false;
        var delivered = await sender.SendAsync(message, plain, cancel);
        if (delivered.Failure?.Cause == FeishuFailures.UnknownPerson && message.MentionedUsers.Count > 0)
        {
            message = message with { MentionedUsers = new Dictionary<string, string>() };
            delivered = await sender.SendAsync(message, plain, cancel);
        }

        if (delivered.Failure is { Code: FeishuFailures.CardRefused, Kind: FailureKind.Rejected } refused && refused.Cause != FeishuFailures.UnknownPerson)
        {
            // A client or tenant that lacks a part should not cost anybody the message; the log keeps asking for a look
            logger.LogWarning("Feishu refused a part of the card {EnvelopeKey}, which goes out plainer: {Reason}", message.Key, refused.Reason);
            plain = true;
            delivered = await sender.SendAsync(message, plain, cancel);
        }

        if (delivered.Failure?.Code == FeishuFailures.LeakStopped)
            delivered = await sender.SendAsync(message with { Card = Masked.Of(message.Card, words.MaskedLine(message.Locale)) }, plain, cancel);
        if (message is { UpdateOf: null, Place: null or { Kind: PlaceKind.Direct } })
            proofs.Reached(message.Place?.ChatId ?? message.Recipient ?? "", delivered.Failure?.Code ?? 0, time.GetUtcNow());
        return delivered.Failure is { } failure
            ? words.Outcome(failure)
            : new SendOutcome.Sent(delivered.MessageId, delivered.ChatId) { More = delivered.More };
    }

    public async Task<bool> ReadyAsync(CancellationToken cancel)
    {
        try
        {
            await tokens.GetAsync(cancel);
            return !link.Wanted || link.Open;
        }
        catch (FeishuTokenException)
        {
            return false;
        }
    }
}
