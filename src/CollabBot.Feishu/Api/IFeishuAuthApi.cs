using Refit;

namespace CollabBot.Feishu.Api;

/// <summary>https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal</summary>
internal interface IFeishuAuthApi
{
    [Post("/open-apis/auth/v3/tenant_access_token/internal")]
    Task<IApiResponse<TenantToken>> TenantTokenAsync([Body] AppCredentials credentials, CancellationToken cancel);
}

internal sealed record AppCredentials(string AppId, string AppSecret);

internal sealed record TenantToken(int Code, string? Msg, string? TenantAccessToken, int Expire, FeishuError? Error = null) : IFeishuAnswer;
