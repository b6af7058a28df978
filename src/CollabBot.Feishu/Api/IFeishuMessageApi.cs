using Refit;

namespace CollabBot.Feishu.Api;

/// <summary>https://open.feishu.cn/document/server-docs/im-v1/message/create and its neighbours get, reply and patch.</summary>
internal interface IFeishuMessageApi
{
    [Post("/open-apis/im/v1/messages")]
    Task<IApiResponse<FeishuAnswer<SentMessage>>> SendAsync([AliasAs("receive_id_type")] string receiveIdType, [Body] NewMessage message, CancellationToken cancel);

    [Get("/open-apis/im/v1/messages/{messageId}")]
    Task<IApiResponse<FeishuAnswer<FeishuPage<HeardMessage>>>> GetAsync(string messageId, CancellationToken cancel);

    [Post("/open-apis/im/v1/messages/{messageId}/reply")]
    Task<IApiResponse<FeishuAnswer<SentMessage>>> ReplyAsync(string messageId, [Body] ReplyMessage message, CancellationToken cancel);

    [Patch("/open-apis/im/v1/messages/{messageId}")]
    Task<IApiResponse<FeishuAnswer<NoContent>>> PatchAsync(string messageId, [Body] CardContent card, CancellationToken cancel);
}

/// <summary>Content is JSON in a string; the same uuid within an hour is sent once.</summary>
internal sealed record NewMessage(string ReceiveId, string MsgType, string Content, string Uuid);

internal sealed record ReplyMessage(string MsgType, string Content, string Uuid, bool? ReplyInThread = null);

internal sealed record CardContent(string Content);

internal sealed record SentMessage(string? MessageId, string? ChatId);

/// <summary>A message as it is now: https://open.feishu.cn/document/server-docs/im-v1/message/get. Unlike in events, a mention's id is plain.</summary>
internal sealed record HeardMessage(
    string? MessageId, string? ChatId, string? MsgType, string? CreateTime, string? UpdateTime, HeardSender? Sender, HeardBody? Body, IReadOnlyList<HeardMention>? Mentions,
    bool Deleted = false, bool Updated = false);

internal sealed record HeardSender(string? Id, string? IdType, string? SenderType);

internal sealed record HeardBody(string? Content);

internal sealed record HeardMention(string? Key, string? Id, string? Name);
