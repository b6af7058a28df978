using CollabBot.Core.Platforms;
using CollabBot.Feishu.Api;
using CollabBot.Feishu.Inbound;

namespace CollabBot.Feishu.Outbound;

/// <summary>Feishu's way out. What the platform refuses for one part of a message is sent once more without that part, saying so; every other refusal is put into words.</summary>
internal sealed class FeishuPlatform(MessageSender sender, TenantTokens tokens, FeishuWords words, LinkState link, TimeProvider time) : IPlatform
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

        var delivered = await sender.SendAsync(message, cancel);
        if (delivered.Failure?.Cause == FeishuFailures.UnknownPerson && message.MentionedUsers.Count > 0)
        {
            message = message with { MentionedUsers = new Dictionary<string, string>() };
            delivered = await sender.SendAsync(message, cancel);
        }

        if (delivered.Failure?.Code == FeishuFailures.LeakStopped)
            delivered = await sender.SendAsync(message with { Card = Masked.Of(message.Card, words.MaskedLine(message.Locale)) }, cancel);
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
