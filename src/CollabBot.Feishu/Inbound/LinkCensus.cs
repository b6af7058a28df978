using CollabBot.Core.Delivery;
using CollabBot.Core.Time;
using CollabBot.Feishu.Api;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CollabBot.Feishu.Inbound;

/// <summary>
/// Watches that nobody else listens under our app: each event goes to one random connection, so a second instance silently takes half of what people say. Shouts into the
/// log and to the stewards when it is there at two looks in a row; one alone may be our own connection from before a break.
/// </summary>
internal sealed class LinkCensus(IFeishuEventApi api, LinkState state, Pulse pulse, ILogger<LinkCensus> logger, StewardNotices notices) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Recheck;
        while (true)
        {
            await Task.Delay(pause, pulse.Time, stoppingToken);
            var before = state.Online;
            pause = await LookAsync(stoppingToken) && before <= 1 ? Recheck : Between;
        }
    }

    /// <summary>True when somebody else is connected as well.</summary>
    internal async Task<bool> LookAsync(CancellationToken cancel)
    {
        if (!state.Open)
        {
            state.Online = 0;
            return false;
        }

        var found = await FeishuCall.RunAsync(api.ConnectionsAsync, cancel);
        if (found.Answer?.Data is not { } data)
        {
            logger.LogDebug("Feishu does not say how many long connections there are: {Reason}", found.Failure?.Reason);
            return false;
        }

        var (before, now) = (state.Online, data.OnlineInstanceCnt);
        state.Online = now;
        if (now > 1 && before > 1)
        {
            logger.LogError("{Count} long connections to Feishu are open under this app: another instance takes a part of what people say. Stop it, or give it an app of its own", now);
            await notices.SomebodyElseListensAsync(EventReader.Platform, now, cancel);
        }

        return now > 1;
    }
}
