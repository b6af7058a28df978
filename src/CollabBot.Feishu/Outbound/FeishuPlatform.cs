using System.Text.Json;
using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.Feishu.Api;
using CollabBot.Feishu.Inbound;

namespace CollabBot.Feishu.Outbound;

/// <summary>Feishu's way out: sends, answers and updates through REST.</summary>
internal sealed class FeishuPlatform(IFeishuMessageApi api, TenantTokens tokens, FeishuPace pace, FeishuWords words, LinkState link) : IPlatform
{
    public string Name => EventReader.Platform;

    public PlatformFeatures Features { get; } = new(Cards: true, UpdateCards: true, Forms: true, UpdateWindow: TimeSpan.FromDays(14), MaxCardBytes: 30 * 1024);

    public async Task<SendOutcome> SendAsync(Outgoing message, CancellationToken cancel)
    {
        var target = message.Place?.ChatId ?? message.Recipient;
        if (message.UpdateOf is null && message.ReplyTo is null && target is null)
            return new SendOutcome.Failed(FailureKind.Rejected, "neither a place nor a recipient");
        await pace.WaitAsync(target ?? message.UpdateOf ?? message.ReplyTo!, cancel);

        if (message.UpdateOf is { } updated)
        {
            var patched = await FeishuCall.RunAsync(c => api.PatchAsync(updated, new CardContent(CardJson(message)), c), cancel);
            return patched.Failure?.Outcome ?? (SendOutcome)new SendOutcome.Sent(updated, message.Place?.ChatId);
        }

        var (type, content) = Content(message);
        if (message.ReplyTo is { } anchor)
        {
            var replied = await FeishuCall.RunAsync(c => api.ReplyAsync(anchor, new ReplyMessage(type, content, message.Key), c), cancel);
            // The message was recalled meanwhile: the answer is still owed
            if (replied.Failure is not { } failure || target is null || !FeishuFailures.AnchorGone.Contains(failure.Code))
                return Outcome(replied);
        }

        var (idType, id) = Receiver(message);
        return Outcome(await FeishuCall.RunAsync(c => api.SendAsync(idType, new NewMessage(id, type, content, message.Key), c), cancel));
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

    private static SendOutcome Outcome(FeishuResult<FeishuAnswer<SentMessage>> result) =>
        result.Failure?.Outcome ?? (SendOutcome)new SendOutcome.Sent(result.Answer?.Data?.MessageId, result.Answer?.Data?.ChatId);

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

    private (string Type, string Content) Content(Outgoing message) => message.Card is { IsLine: true, Body.Blocks: [Block.Paragraph line] }
        ? ("text", JsonSerializer.Serialize(new { text = PlainText.Message(line.Text, message.MentionedUsers) }, FeishuJson.Options))
        : ("interactive", CardJson(message));

    private string CardJson(Outgoing message) => CardWriter.Write(
        message.Card, new CardSetting(message.MentionedUsers, message.Place is null or { Kind: PlaceKind.Direct }, words.Cut(message.Locale)));
}
