using Refit;

namespace CollabBot.Feishu.Api;

/// <summary>How many long connections the app has open, from wherever: https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-v1/connection/get</summary>
internal interface IFeishuEventApi
{
    [Get("/open-apis/event/v1/connection")]
    Task<IApiResponse<FeishuAnswer<OnlineConnections>>> ConnectionsAsync(CancellationToken cancel);
}

internal sealed record OnlineConnections(int OnlineInstanceCnt = 0);
