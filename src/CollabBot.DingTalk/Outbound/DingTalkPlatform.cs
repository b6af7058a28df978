using System.Globalization;
using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound.Stream;

namespace CollabBot.DingTalk.Outbound;

/// <summary>DingTalk's way out. A card too long for one message goes out as several; each is sent once, as far as a platform without idempotency ids allows (see <see cref="SendJournal"/>).</summary>
internal sealed class DingTalkPlatform(MessageSender sender, SendJournal journal, DingTalkWords words, DingTalkTokens tokens, StreamState stream) : IPlatform
{
    public string Name => DingTalkModule.Platform;

    public PlatformFeatures Features { get; } =
        new(Cards: true, UpdateCards: false, Forms: false, UpdateWindow: TimeSpan.Zero, MaxCardBytes: DingTalkMessage.MostBytes);

    public async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancel)
    {
        if (message is { Place: null, Recipient: null })
            return new SendOutcome.Failed(FailureKind.Rejected, "a message without place and recipient");
        var setting = words.Setting(message.Locale, message.Place is { Kind: PlaceKind.Group });
        foreach (var page in MessagePages.Of(message.Card, message.MentionedUsers, setting))
            if (await SendAsync(message, page, setting, cancel) is { } failure)
                return words.Outcome(failure);
        // Its processQueryKey can recall a message, not change it: to the rest of us it has no id
        return new SendOutcome.Sent(null, message.Place?.ChatId ?? message.Recipient);
    }

    public async Task<bool> ReadyAsync(CancellationToken cancel) => stream.Ready && (await tokens.GetAsync(cancel)).Token is not null;

    private async Task<DingTalkFailure?> SendAsync(Outgoing message, MessagePage page, MessageSetting setting, CancellationToken cancel)
    {
        var key = page.Number == 1 ? message.Key : string.Create(CultureInfo.InvariantCulture, $"{message.Key}~{page.Number}");
        var earlier = await journal.FindAsync(key, cancel);
        if (earlier == EarlierTry.Arrived)
            return null;
        var shown = earlier == EarlierTry.Unknown ? page with { Card = Doubted(page.Card, words.Doubt(message.Locale)) } : page;
        var failure = await sender.SendAsync(message, mentioned => MessageWriter.Write(shown, mentioned, setting), () => journal.BeginAsync(key, cancel), cancel);
        if (failure is null)
            await journal.ArriveAsync(key);
        else if (!failure.Unsure && earlier == EarlierTry.None)
            await journal.ForgetAsync(key, cancel);
        return failure;
    }

    private static Card Doubted(Card card, string note) => card is { IsLine: true, Body.Blocks: [Block.Paragraph line] }
        ? card with { Body = new Doc([new Block.Paragraph([new Inline.Words(note), new Inline.Break(), .. line.Text])]) }
        : card with { Body = new Doc([new Block.Paragraph([new Inline.Emphasis([new Inline.Words(note)])]), .. card.Body.Blocks]) };
}
