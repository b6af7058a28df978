using System.Net.WebSockets;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using Microsoft.Extensions.Logging;

namespace CollabBot.Feishu.Inbound;

/// <summary>Feishu's long connection: dials, listens, and comes back for as long as the service runs.</summary>
internal sealed class LongConnection(LinkDialer dialer, LinkDesk desk, LinkState state, Pulse pulse, ILogger<LongConnection> logger) : IStream
{
    public string Name => EventReader.Platform;

    public async Task RunAsync(Func<InboundMessage, IReadOnlyList<string>, CancellationToken, Task> accept, CancellationToken cancel)
    {
        var pace = new LinkPace();
        state.Wanted = true;
        while (true)
        {
            var ending = await ConnectAsync(accept, pace, cancel);
            var pause = pace.Pause(ending.How, ending.Stood);
            logger.Log(ending.How == LinkEnd.Refused || pace.Exhausted ? LogLevel.Error : LogLevel.Warning, "Feishu's long connection ended, again in {Pause}: {Reason}", pause, ending.Reason);
            await Task.Delay(pause, pulse.Time, cancel);
        }
    }

    private async Task<Ending> ConnectAsync(Func<InboundMessage, IReadOnlyList<string>, CancellationToken, Task> accept, LinkPace pace, CancellationToken cancel)
    {
        var dialled = await dialer.DialAsync(cancel);
        pace.Take(dialled.Wishes);
        if (dialled.Socket is not { } socket)
            return new Ending(dialled.End, dialled.Reason);
        using (socket)
        {
            var since = pulse.Time.GetTimestamp();
            var reason = "closed by the platform";
            try
            {
                state.Open = true;
                logger.LogInformation("Feishu's long connection is open");
                using var session = new LinkSession(socket, dialled.Service, pace, desk, accept, pulse.Time, logger);
                await session.RunAsync(cancel);
            }
            catch (WebSocketException broken)
            {
                reason = broken.GetBaseException().Message;
            }
#pragma warning disable CA1031 // whatever came down the line must not take the service with it
            catch (Exception problem) when (!cancel.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogError(problem, "Feishu's long connection broke in a way that was not foreseen");
                reason = problem.GetType().Name;
            }
            finally
            {
                state.Open = false;
            }

            return new Ending(LinkEnd.Broken, reason) { Stood = pulse.Time.GetElapsedTime(since) };
        }
    }

    private sealed record Ending(LinkEnd How, string Reason)
    {
        /// <summary>How long the connection was open.</summary>
        public TimeSpan Stood { get; init; }
    }
}
