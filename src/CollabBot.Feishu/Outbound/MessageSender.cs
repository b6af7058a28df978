using System.Globalization;
using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.Feishu.Api;

namespace CollabBot.Feishu.Outbound;

/// <summary>Where a message stands now, and the messages that continue it; or why it does not.</summary>
internal sealed record Delivered(string? MessageId, string? ChatId, FeishuFailure? Failure)
{
    public IReadOnlyList<string> More { get; init; } = [];
}

/// <summary>Sends, answers and updates through REST: one message, and as many more as its card has pages. Trying again changes nothing that is done.</summary>
internal sealed class MessageSender(IFeishuMessageApi api, FeishuPace pace, FeishuWords words)
{
    private const int FrequencyLimit = 99991400;

    /// <summary><paramref name="plain"/> leaves out the finer parts of cards.</summary>
    public async Task<Delivered> SendAsync(Outgoing message, bool plain, CancellationToken cancel)
    {
        // Only a card can be updated later
        if (message is { Live: false, UpdateOf: null, Card: { IsLine: true, Body.Blocks: [Block.Paragraph line] } } && PlainText.Message(line.Text, message.MentionedUsers) is var text && PlainText.Fits(text))
            return await NewAsync(message, "text", JsonSerializer.Serialize(new { text }, FeishuJson.Options), cancel);

        var setting = new CardSetting(message.MentionedUsers, message.Place is null or { Kind: PlaceKind.Direct }, words.Cut(message.Locale)) { Plain = plain };
        var pages = CardPages.Of(message.Card, setting);
        var first = CardWriter.Write(pages[0], setting);
        var sent = message.UpdateOf is { } updated
            ? await PatchAsync(message, updated, first, cancel)
            : await NewAsync(message, "interactive", first, cancel);
        return sent is { Failure: null, MessageId: { } id } ? await ContinueAsync(message, sent, [.. pages.Skip(1).Select(p => CardWriter.Write(p, setting with { Continues = id }))], cancel) : sent;
    }

    private async Task<Delivered> ContinueAsync(Outgoing message, Delivered first, IReadOnlyList<string> pages, CancellationToken cancel)
    {
        if (pages.Count == 0 && message.UpdateMore.Count == 0)
            return first;
        var more = new List<string>();
        for (var i = 0; i < pages.Count || i < message.UpdateMore.Count; i++)
        {
            var known = message.UpdateMore.ElementAtOrDefault(i);
            var page = i < pages.Count ? pages[i] : Moved(message);
            var next = known is null ? null : await PatchAsync(message, known, page, cancel);
            if (next is null || (next.Failure is { } gone && FeishuFailures.Outdated.Contains(gone.Code)))
                next = i < pages.Count ? await AnswerAsync(message, first.MessageId!, Part(message.Key, i + 1), "interactive", page, cancel) : null;
            if (next?.Failure is { } failure)
                return first with { Failure = failure };
            if (next?.MessageId is { } id)
                more.Add(id);
        }

        return first with { More = more };
    }

    private async Task<Delivered> NewAsync(Outgoing message, string type, string content, CancellationToken cancel)
    {
        var target = message.Place?.ChatId ?? message.Recipient;
        if (message.ReplyTo is { } anchor)
        {
            var replied = await AnswerAsync(message, anchor, message.Key, type, content, cancel);
            // The message was recalled meanwhile: the answer is still owed
            if (replied.Failure is not { } failure || target is null || !FeishuFailures.AnchorGone.Contains(failure.Code))
                return replied;
        }

        var (idType, id) = Receiver(message);
        var sent = await CallAsync("send", target!, c => api.SendAsync(idType, new NewMessage(id, type, content, message.Key), c), cancel);
        if (sent.ChatId is { } chat && chat != target)
            pace.Same(target!, chat);
        return sent;
    }

    private Task<Delivered> AnswerAsync(Outgoing message, string anchor, string key, string type, string content, CancellationToken cancel) =>
        CallAsync("reply", message.Place?.ChatId ?? message.Recipient ?? anchor, c => api.ReplyAsync(anchor, new ReplyMessage(type, content, key, message.InThread ? true : null), c), cancel);

    private async Task<Delivered> CallAsync(string name, string chat, Func<CancellationToken, Task<Refit.IApiResponse<FeishuAnswer<SentMessage>>>> call, CancellationToken cancel)
    {
        if (await TurnAsync(name, chat, cancel) is { } held)
            return new Delivered(null, null, held);
        var result = await FeishuCall.RunAsync(call, cancel);
        return new Delivered(result.Answer?.Data?.MessageId, result.Answer?.Data?.ChatId, Noted(name, result.Failure));
    }

    private async Task<Delivered> PatchAsync(Outgoing message, string messageId, string card, CancellationToken cancel)
    {
        if (await TurnAsync("patch", message.Place?.ChatId ?? messageId, cancel) is { } held)
            return new Delivered(null, null, held);
        var result = await FeishuCall.RunAsync(c => api.PatchAsync(messageId, new CardContent(card), c), cancel);
        var failure = Noted("patch", result.Failure);
        // To an update the message itself is what is gone
        if (failure is not null && FeishuFailures.Outdated.Contains(failure.Code))
            failure = failure with { Kind = FailureKind.Outdated };
        return new Delivered(messageId, message.Place?.ChatId, failure);
    }

    /// <summary>Waits for this call's turn; a failure when the platform said not to come before then.</summary>
    private async Task<FeishuFailure?> TurnAsync(string name, string chat, CancellationToken cancel)
    {
        if (pace.Held(name) is { } left)
            return new FeishuFailure(FailureKind.Busy, FrequencyLimit, $"the platform still refuses to {name}", left);
        await pace.WaitAsync(chat, cancel);
        return null;
    }

    private FeishuFailure? Noted(string name, FeishuFailure? failure)
    {
        if (failure is { Code: FrequencyLimit, RetryAfter: { } reset })
            pace.Hold(name, reset);
        return failure;
    }

    private string Moved(Outgoing message) =>
        CardWriter.Write(new CardPage(Card.Line(words.Moved(message.Locale)), 1, 1), new CardSetting(new Dictionary<string, string>(), false, ""));

    private static string Part(string key, int number) => string.Create(CultureInfo.InvariantCulture, $"{key}~{number}");

    // A menu or an emoji tells who, not where: the place is then the person
    private static (string Type, string Id) Receiver(Outgoing message)
    {
        var id = message.Place?.ChatId ?? message.Recipient!;
        var type = id[..Math.Min(3, id.Length)] switch
        {
            "on_" => "union_id",
            "ou_" => "open_id",
            _ => message.Place is null ? "user_id" : "chat_id",
        };
        return (type, id);
    }
}
