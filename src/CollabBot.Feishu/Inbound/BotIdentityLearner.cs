using CollabBot.Core.Time;
using CollabBot.Feishu.Api;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CollabBot.Feishu.Inbound;

/// <summary>Asks Feishu who we are, until it answers; messages are taken meanwhile.</summary>
internal sealed class BotIdentityLearner(IFeishuBotApi api, BotIdentity identity, Pulse pulse, ILogger<BotIdentityLearner> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = TimeSpan.FromSeconds(2); identity.OpenId is null; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var result = await FeishuCall.RunAsync(api.InfoAsync, stoppingToken);
            if (result.Answer?.Bot?.OpenId is { Length: > 0 } openId)
            {
                identity.OpenId = openId;
                logger.LogInformation("Feishu knows this app as {BotOpenId}", openId);
                return;
            }

            logger.LogWarning("Feishu did not say who the bot is, again in {Pause}: {Reason}", pause, result.Failure?.Reason ?? "no bot in the answer");
            await Task.Delay(pause, pulse.Time, stoppingToken);
        }
    }
}
