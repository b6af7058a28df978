using Refit;

namespace CollabBot.DingTalk.Api;

/// <summary>Gives the address and the single-use ticket of a stream connection. https://open.dingtalk.com/document/orgapp/stream</summary>
internal interface IGatewayApi
{
    [Post("/v1.0/gateway/connections/open")]
    Task<ApiResponse<string>> OpenAsync([Body] GatewayRequest request, CancellationToken cancel);
}

internal sealed record GatewayRequest(string ClientId, string ClientSecret, IReadOnlyList<GatewaySubscription> Subscriptions, string Ua);

internal sealed record GatewaySubscription(string Type, string Topic);
