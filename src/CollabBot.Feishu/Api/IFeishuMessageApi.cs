using Refit;

namespace CollabBot.Feishu.Api;

/// <summary>https://open.feishu.cn/document/server-docs/im-v1/message/create and its neighbours reply and patch.</summary>
internal interface IFeishuMessageApi
{
    [Post("/open-apis/im/v1/messages")]
    Task<IApiResponse<FeishuAnswer<SentMessage>>> SendAsync([AliasAs("receive_id_type")] string receiveIdType, [Body] NewMessage message, CancellationToken cancel);

    [Post("/open-apis/im/v1/messages/{messageId}/reply")]
    Task<IApiResponse<FeishuAnswer<SentMessage>>> ReplyAsync(string messageId, [Body] ReplyMessage message, CancellationToken cancel);

    [Patch("/open-apis/im/v1/messages/{messageId}")]
    Task<IApiResponse<FeishuAnswer<NoContent>>> PatchAsync(string messageId, [Body] CardContent card, CancellationToken cancel);
}

/// <summary>Content is JSON in a string; the same uuid within an hour is sent once.</summary>
internal sealed record NewMessage(string ReceiveId, string MsgType, string Content, string Uuid);

internal sealed record ReplyMessage(string MsgType, string Content, string Uuid);

internal sealed record CardContent(string Content);

internal sealed record SentMessage(string? MessageId, string? ChatId);
