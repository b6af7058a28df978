using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Feishu.Api;
using CollabBot.Feishu.Outbound;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Inbound;

/// <summary>Reads a message back, with names instead of placeholders.</summary>
internal sealed class FeishuMessages(IFeishuMessageApi api, FeishuPace pace, BotIdentity bot, IOptions<FeishuOptions> options, ILogger<FeishuMessages> logger) : IMessageSource
{
    public string Platform => EventReader.Platform;

    public async Task<SourceMessage?> ReadAsync(string messageId, CancellationToken cancel)
    {
        await pace.WaitAsync(cancel);
        var result = await FeishuCall.RunAsync(c => api.GetAsync(messageId, c), cancel);
        if (result.Failure is { } failure)
        {
            if (failure.Kind is FailureKind.Busy or FailureKind.Unreachable)
                throw new HttpRequestException(failure.Reason);
            logger.LogWarning("A message could not be read back from Feishu: {Reason}", failure.Reason);
            return null;
        }

        // A forwarded bundle answers with its parts; only the first is the message itself
        return result.Answer?.Data?.Items is [{ Deleted: false, ChatId: { Length: > 0 } chat } message, ..] && Words(message) is { } text
            ? new SourceMessage(messageId, new Place(EventReader.Platform, chat, PlaceKind.Group), message.Sender is { SenderType: "user" } sender ? sender.Id : null, text, At(message.CreateTime))
            {
                EditedAt = message.Updated ? At(message.UpdateTime) : null,
                Link = Link(options.Value.BaseUrl, chat),
            }
            : null;
    }

    private string? Words(HeardMessage message)
    {
        if (message is not { MsgType: { } type, Sender.SenderType: "user" } || !MessageText.HasWords(type) || JsonReach.Nested(message.Body?.Content) is not { } content)
            return null;
        var text = MessageText.Of(type, content);
        // @_user_1 is the beginning of @_user_10
        foreach (var mention in (message.Mentions ?? []).Where(m => m.Key is { Length: > 0 }).OrderByDescending(m => m.Key!.Length))
            text = text?.Replace(mention.Key!, mention.Id == bot.OpenId ? "" : "@" + mention.Name, StringComparison.Ordinal);
        return text?.Replace("@_all", "@all", StringComparison.Ordinal).Trim();
    }

    private static DateTimeOffset At(string? milliseconds) => EventReader.Instant(milliseconds) ?? DateTimeOffset.UnixEpoch;

    // There is no documented address of one message; this opens its chat: https://open.feishu.cn/document/common-capabilities/applink-protocol/supported-protocol/open-a-chat-page
    internal static string Link(string baseUrl, string chat) =>
        $"https://applink.{(baseUrl.Contains("larksuite", StringComparison.OrdinalIgnoreCase) ? "larksuite.com" : "feishu.cn")}/client/chat/open?openChatId={Uri.EscapeDataString(chat)}";
}
