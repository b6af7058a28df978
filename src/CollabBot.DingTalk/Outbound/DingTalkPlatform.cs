using System.Globalization;
using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Inbound;
using CollabBot.DingTalk.Inbound.Stream;
using CollabBot.DingTalk.Outbound.Cards;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Outbound;

/// <summary>
/// DingTalk's way out. With a template of the operator's, what is more than a line goes out as a card that can change; without, and while DingTalk refuses it, as Markdown or an action card. What is too
/// long for one message goes out as several; each is sent once, as far as a platform without idempotency ids allows (see <see cref="SendJournal"/>).
/// </summary>
internal sealed class DingTalkPlatform(
    MessageSender sender, CardSender cards, CardHealth health, MonthlyCalls month, SendJournal journal, DingTalkWords words, DingTalkTokens tokens, StreamState stream, IOptions<DingTalkOptions> options) : IPlatform
{
    // Nothing says for how long a card can be changed; this is what other platforms of the kind allow
    private static readonly TimeSpan Changeable = TimeSpan.FromDays(14);

    public string Name => DingTalkModule.Platform;

    /// <summary>The one place that says what DingTalk can do, with a card template and without.</summary>
    public PlatformFeatures Features { get; } = new(
        Cards: true, UpdateCards: options.Value.HasCards, Forms: false, UpdateWindow: options.Value.HasCards ? Changeable : TimeSpan.Zero, MaxCardBytes: DingTalkMessage.MostBytes);

    public async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancel)
    {
        if (message is { Place: null, Recipient: null, UpdateOf: null })
            return new SendOutcome.Failed(FailureKind.Rejected, "a message without place and recipient");
        var setting = words.Setting(message.Locale, message.Place is { Kind: PlaceKind.Group });
        var pages = MessagePages.Of(message.Card, message.MentionedUsers, setting);
        if (message.UpdateOf is { } card && options.Value.HasCards)
            return await ReplaceAsync(message, card, pages, setting, cancel);
        string? first = null;
        var more = new List<string>();
        foreach (var page in pages)
        {
            var (id, failure) = await SendAsync(message, page, setting, cancel);
            if (failure is not null)
                return words.Outcome(failure);
            if (page.Number == 1)
                first = id;
            else if (first is not null && id is not null)
                more.Add(id);
        }

        // A message's processQueryKey can recall it, not change it: to the rest of us it has no id
        return new SendOutcome.Sent(first, message.Place?.ChatId ?? message.Recipient) { More = more };
    }

    public async Task<bool> ReadyAsync(CancellationToken cancel) => stream.Ready && (await tokens.GetAsync(cancel)).Token is not null;

    private async Task<SendOutcome> ReplaceAsync(Outgoing message, string card, IReadOnlyList<MessagePage> pages, MessageSetting setting, CancellationToken cancel)
    {
        if (month.Held is { } held)
            return words.Outcome(held);
        IReadOnlyList<string> known = [card, .. message.UpdateMore];
        var more = new List<string>();
        for (var i = 0; i < Math.Max(pages.Count, known.Count); i++)
        {
            var page = i < pages.Count ? pages[i] : new MessagePage(Card.Line(words.Moved(message.Locale)), 1, 1);
            var id = known.ElementAtOrDefault(i);
            var failure = id is null ? null : await cards.ChangeAsync(id, Face(message, page, setting), cancel);
            if (id is null && message is { Place: null, Recipient: null })
                return new SendOutcome.Failed(FailureKind.Rejected, "a card grew by a message, and where it stands is not known");
            // A further page is known by the card it continues; one that vanished needs an id that was never used
            if (id is null || (failure is { Kind: FailureKind.Outdated } && i > 0))
                (id, failure) = i < pages.Count ? await SendAsync(id is null ? message with { Key = card } : message, page, setting, cancel) : (null, null);
            if (failure is not null)
            {
                await month.NoteAsync(failure, cancel);
                if (failure.OfScope)
                    await health.RefusedAsync(failure, message.Key, cancel);
                // Without the right to change cards the rest still goes out: nothing is paused
                return words.Outcome(failure.OfScope ? failure with { Kind = FailureKind.Rejected } : failure);
            }

            if (i > 0 && id is not null)
                more.Add(id);
        }

        return new SendOutcome.Sent(card, message.Place?.ChatId ?? message.Recipient) { More = more };
    }

    private async Task<(string? CardId, DingTalkFailure? Failure)> SendAsync(Outgoing message, MessagePage page, MessageSetting setting, CancellationToken cancel)
    {
        var key = page.Number == 1 ? message.Key : string.Create(CultureInfo.InvariantCulture, $"{message.Key}{CardPress.Continues}{page.Number}");
        var earlier = await journal.FindAsync(key, cancel);
        if (earlier.Try == EarlierTry.Arrived)
            return (earlier.AsCard ? key : null, null);
        var shown = earlier.Try == EarlierTry.Unknown ? page with { Card = Doubted(page.Card, words.Doubt(message.Locale)) } : page;
        if (health.Usable && month.Held is null && (message.Live || !message.Card.IsLine))
        {
            // A card that may be there already is the same card
            var face = Face(message, earlier.AsCard ? page : shown, setting);
            var failure = await cards.CreateAsync(message, key, face, earlier.AsCard ? earlier.Try : EarlierTry.None, () => journal.BeginAsync(key, asCard: true, cancel), cancel);
            await EndAsync(key, earlier, failure, cancel);
            if (failure is null)
                await health.ArrivedAsync(cancel);
            if (failure is null || !await RefusedAsync(failure, key, cancel))
                return (failure is null ? key : null, failure);
        }

        var problem = await sender.SendAsync(message, mentioned => MessageWriter.Write(shown, mentioned, setting), () => journal.BeginAsync(key, asCard: false, cancel), cancel);
        await EndAsync(key, earlier, problem, cancel);
        return (null, problem);
    }

    private async Task EndAsync(string key, Earlier earlier, DingTalkFailure? failure, CancellationToken cancel)
    {
        if (failure is null)
            await journal.ArriveAsync(key);
        else if (!failure.Unsure && earlier.Try == EarlierTry.None)
            await journal.ForgetAsync(key, cancel);
    }

    /// <summary>True when it goes out as a message instead: the card is refused for good, or cards are, or the month's calls are used up. Whatever passes by itself is tried again as a card.</summary>
    private async Task<bool> RefusedAsync(DingTalkFailure failure, string key, CancellationToken cancel)
    {
        await month.NoteAsync(failure, cancel);
        if (failure.OfMonth)
            return true;
        if (failure.Unsure || !(failure.Kind is FailureKind.Rejected or FailureKind.Misconfigured || failure.OfScope))
            return false;
        await health.RefusedAsync(failure, key, cancel);
        return true;
    }

    private static CardFace Face(Outgoing message, MessagePage page, MessageSetting setting) =>
        CardFace.Draw(page, message.MentionedUsers, setting, direct: message.Place is not { Kind: PlaceKind.Group });

    private static Card Doubted(Card card, string note) => card is { IsLine: true, Body.Blocks: [Block.Paragraph line] }
        ? card with { Body = new Doc([new Block.Paragraph([new Inline.Words(note), new Inline.Break(), .. line.Text])]) }
        : card with { Body = new Doc([new Block.Paragraph([new Inline.Emphasis([new Inline.Words(note)])]), .. card.Body.Blocks]) };
}
