using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Time;

namespace CollabBot.Playground;

/// <summary>The playground's way in: what a persona says, presses or submits enters by the same inbox as a platform's messages, with the persona's rights.</summary>
internal sealed class PlaygroundDoor(Inbox inbox, PlaygroundTranscript transcript, TeamClock clock)
{
    /// <summary>The longest line a persona can say; longer ones are cut.</summary>
    public const int MaxLength = 40_000;

    /// <summary>Records the words in the transcript and hands them in; returns the transcript's message.</summary>
    public async Task<PlaygroundMessage> SayAsync(PlaygroundChat chat, string personId, string text, string? locale, CancellationToken cancel)
    {
        if (text.Length > MaxLength)
            text = text[..MaxLength];
        var said = await transcript.SayAsync(chat, personId, text, cancel);
        var bot = PlaygroundTeam.BotNames.Select(name => "@" + name).FirstOrDefault(text.TrimStart().StartsWith);
        await AcceptAsync(Inbound(chat, personId, text, locale) with
        {
            EventId = said.Id,
            MessageId = said.Id,
            Addressed = bot is not null || chat.PersonId is not null,
            Mentions = bot is null ? [] : [new Mention(bot, null, bot[1..], IsBot: true)],
        }, cancel);
        return said;
    }

    /// <summary>A pressed button: its command line, said by the presser.</summary>
    public Task PressAsync(PlaygroundChat chat, string personId, string line, string? cardRef, string? locale, CancellationToken cancel) =>
        AcceptAsync(Inbound(chat, personId, line, locale) with { Addressed = true, CardRef = cardRef }, cancel);

    /// <summary>A submitted form: its command line with the fields' values.</summary>
    public Task SubmitAsync(
        PlaygroundChat chat,
        string personId,
        string line,
        IReadOnlyDictionary<string, string> fields,
        string? cardRef,
        string? locale,
        CancellationToken cancel) =>
        AcceptAsync(Inbound(chat, personId, line, locale) with { Addressed = true, CardRef = cardRef, Fields = fields }, cancel);

    /// <summary>Something happened there without words; nobody's doing when <paramref name="personId"/> is null.</summary>
    public Task HappenAsync(PlaygroundChat chat, string? personId, Happening happened, CancellationToken cancel) =>
        AcceptAsync(Inbound(chat, personId ?? "", "", null) with { Happened = happened }, cancel);

    private InboundMessage Inbound(PlaygroundChat chat, string personId, string text, string? locale) =>
        new(Ids.New(), chat.Place, personId, text, clock.Now) { SenderName = PlaygroundTeam.Find(personId)?.Name, Locale = locale };

    private Task<bool> AcceptAsync(InboundMessage message, CancellationToken cancel) => inbox.AcceptAsync(message, [message.EventId], cancel);
}
