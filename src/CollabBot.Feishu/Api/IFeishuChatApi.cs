using Refit;

namespace CollabBot.Feishu.Api;

/// <summary>https://open.feishu.cn/document/server-docs/group/chat/list and …/group/chat-member/get</summary>
internal interface IFeishuChatApi
{
    [Get("/open-apis/im/v1/chats")]
    Task<IApiResponse<FeishuAnswer<FeishuPage<FeishuChat>>>> ChatsAsync(
        [AliasAs("page_size")] int pageSize, [AliasAs("page_token")] string? pageToken, CancellationToken cancel);

    [Get("/open-apis/im/v1/chats/{chatId}/members")]
    Task<IApiResponse<FeishuAnswer<FeishuPage<FeishuMember>>>> MembersAsync(
        string chatId, [AliasAs("member_id_type")] string idType, [AliasAs("page_size")] int pageSize, [AliasAs("page_token")] string? pageToken, CancellationToken cancel);
}

/// <summary>A page may be empty and yet not the last.</summary>
internal sealed record FeishuPage<T>(IReadOnlyList<T>? Items, string? PageToken, bool HasMore = false);

internal sealed record FeishuChat(string? ChatId, string? ChatStatus, string? Name = null);

internal sealed record FeishuMember(string? MemberId, string? Name);
