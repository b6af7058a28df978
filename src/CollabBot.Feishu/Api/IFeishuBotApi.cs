using Refit;

namespace CollabBot.Feishu.Api;

/// <summary>https://open.feishu.cn/document/client-docs/bot-v3/obtain-bot-info</summary>
internal interface IFeishuBotApi
{
    [Get("/open-apis/bot/v3/info")]
    Task<IApiResponse<BotAnswer>> InfoAsync(CancellationToken cancel);
}

internal sealed record BotAnswer(int Code, string? Msg, BotDetails? Bot, FeishuError? Error = null) : IFeishuAnswer;

internal sealed record BotDetails(string? OpenId, string? AppName, int ActivateStatus = 0);
