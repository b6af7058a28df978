using CollabBot.Core;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using CollabBot.Feishu.Api;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Tasks;

/// <summary>Asks, where the team wants to-dos, to be told of changes of the app's tasks. Refused, the pass three times a day finds them all the same.</summary>
internal sealed class TaskSubscription(IFeishuTaskApi api, Pulse pulse, IOptions<TeamOptions> team, ILogger<TaskSubscription> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!team.Value.ToDos)
            return;
        for (var pause = TimeSpan.FromSeconds(5); ; pause = pause * 3 < LongestPause ? pause * 3 : LongestPause)
        {
            if ((await FeishuCall.RunAsync(c => api.SubscribeAsync(new NoContent(), c), stoppingToken)).Failure is not { } failure)
                return;
            logger.LogWarning("Feishu will not tell of changed tasks: {Reason}", failure.Reason);
            if (failure.Kind is not (FailureKind.Busy or FailureKind.Unreachable))
                return;
            await Task.Delay(pause, pulse.Time, stoppingToken);
        }
    }
}
