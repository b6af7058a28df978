using CollabBot.Feishu.Api;
using Refit;

namespace CollabBot.Feishu.Doctor;

/// <summary>
/// What the platform tells about our own app: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/application-v6/scope/list (needs no scope),
/// https://open.feishu.cn/document/server-docs/application-v6/application/get and …/get-2 (need application:application:self_manage), and two chat calls only doctor makes.
/// </summary>
internal interface IFeishuDoctorApi
{
    [Get("/open-apis/application/v6/scopes")]
    Task<IApiResponse<FeishuAnswer<GrantedScopes>>> ScopesAsync(CancellationToken cancel);

    [Get("/open-apis/application/v6/applications/{appId}?lang=zh_cn")]
    Task<IApiResponse<FeishuAnswer<AppAnswer>>> AppAsync(string appId, CancellationToken cancel);

    [Get("/open-apis/application/v6/applications/{appId}/app_versions/{versionId}?lang=zh_cn")]
    Task<IApiResponse<FeishuAnswer<VersionAnswer>>> VersionAsync(string appId, string versionId, CancellationToken cancel);

    [Get("/open-apis/im/v1/chats/{chatId}/members/is_in_chat")]
    Task<IApiResponse<FeishuAnswer<InChat>>> IsInChatAsync(string chatId, CancellationToken cancel);

    [Get("/open-apis/im/v1/messages?container_id_type=chat&sort_type=ByCreateTimeDesc&page_size=50")]
    Task<IApiResponse<FeishuAnswer<FeishuPage<HeardMessage>>>> HistoryAsync([AliasAs("container_id")] string chatId, [AliasAs("start_time")] long fromSeconds, CancellationToken cancel);
}

internal sealed record GrantedScopes(IReadOnlyList<GrantedScope>? Scopes);

/// <summary>Status 1 is granted; a scope may be of the app (tenant) or of a user, and older answers do not say which.</summary>
internal sealed record GrantedScope(string? ScopeName, int GrantStatus, string? ScopeType = null);

internal sealed record AppAnswer(AppDetails? App);

internal sealed record AppDetails(string? OnlineVersionId, string? UnauditVersionId, AppCallbacks? CallbackInfo);

internal sealed record AppCallbacks(string? CallbackType, IReadOnlyList<string>? SubscribedCallbacks);

internal sealed record VersionAnswer(VersionDetails? AppVersion);

internal sealed record VersionDetails(string? Version, IReadOnlyList<VersionEvent>? EventInfos);

internal sealed record VersionEvent(string? EventType);

internal sealed record InChat(bool IsInChat);
