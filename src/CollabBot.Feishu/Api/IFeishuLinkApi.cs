using System.Text.Json.Serialization;
using Refit;

namespace CollabBot.Feishu.Api;

/// <summary>Asks where the long connection goes: https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/request-url-configuration-case</summary>
internal interface IFeishuLinkApi
{
    [Headers("locale: zh")]
    [Post("/callback/ws/endpoint")]
    Task<IApiResponse<FeishuAnswer<LinkEndpoint>>> EndpointAsync([Body] LinkRequest request, CancellationToken cancel);
}

internal sealed record LinkRequest([property: JsonPropertyName("AppID")] string AppId, [property: JsonPropertyName("AppSecret")] string AppSecret);

internal sealed record LinkEndpoint([property: JsonPropertyName("URL")] string? Url, [property: JsonPropertyName("ClientConfig")] LinkConfig? ClientConfig);

/// <summary>The platform's wishes, in seconds; it may send new ones with any pong.</summary>
internal sealed record LinkConfig(
    [property: JsonPropertyName("ReconnectInterval")] int ReconnectInterval = 120,
    [property: JsonPropertyName("ReconnectNonce")] int ReconnectNonce = 30,
    [property: JsonPropertyName("PingInterval")] int PingInterval = 120,
    [property: JsonPropertyName("ReconnectCount")] int ReconnectCount = -1);
