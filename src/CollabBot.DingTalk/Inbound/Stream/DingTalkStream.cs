using System.Security.Cryptography;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using Microsoft.Extensions.Logging;

namespace CollabBot.DingTalk.Inbound.Stream;

/// <summary>
/// DingTalk's stream: one connection at a time, except while one that was given notice finishes its work beside its replacement. Messages that come twice have the same
/// <c>msgId</c>, which the inbox recognises; the id of the frame changes.
/// </summary>
internal sealed class DingTalkStream(StreamDialer dialer, StreamDesk desk, StreamState state, Pulse pulse, ILogger<DingTalkStream> logger) : IStream
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30), Longest = TimeSpan.FromMinutes(1);

    public string Name => DingTalkModule.Platform;

    public async Task RunAsync(Func<InboundMessage, IReadOnlyList<string>, CancellationToken, Task> accept, CancellationToken cancel)
    {
        var finishing = Task.CompletedTask;
        state.Wanted = true;
        try
        {
            for (var failures = 0; ;)
            {
                var dialled = await dialer.DialAsync(cancel);
                if (dialled.Socket is null)
                {
                    failures++;
                    state.Open = false;
                    await PauseAsync(dialled.Hopeless ? Longest : Pause(failures), dialled.Reason, dialled.Hopeless ? LogLevel.Error : LogLevel.Warning, cancel);
                    continue;
                }

                state.OpenAt(pulse.Time.GetUtcNow());
                logger.LogInformation("DingTalk's stream is open");
                var since = pulse.Time.GetTimestamp();
                var link = new StreamLink(new FrameSocket(dialled.Socket, pulse.Time, logger), desk, accept, pulse.Time, logger);
                var running = RunAsync(link, cancel);
                await Task.WhenAny(link.Leaving, running);
                failures = pulse.Time.GetElapsedTime(since) >= Settled ? 0 : failures + 1;
                if (!running.IsCompleted)
                {
                    // Notice was given: the replacement is dialled at once, unless notices come one after the other
                    finishing = Task.WhenAll(finishing, running);
                    if (failures > 1)
                        await PauseAsync(Pause(failures), "another notice within seconds", LogLevel.Warning, cancel);
                    continue;
                }

                state.Open = false;
                await PauseAsync(Pause(failures), await running, LogLevel.Warning, cancel);
            }
        }
        finally
        {
            state.Open = false;
            await finishing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task<string> RunAsync(StreamLink link, CancellationToken cancel)
    {
        using (link)
        {
            try
            {
                return await link.RunAsync(cancel);
            }
            catch (Exception problem) when (!cancel.IsCancellationRequested)
            {
                // Whatever came down the line must not take the service with it
                logger.LogError(problem, "DingTalk's stream broke in a way that was not foreseen");
                return problem.GetType().Name;
            }
        }
    }

    /// <summary>1, 2, 4 … 60 seconds and up to one more, so that many bots do not come back in step.</summary>
    private static TimeSpan Pause(int failures)
    {
        var doubled = TimeSpan.FromSeconds(Math.Pow(2, Math.Clamp(failures - 1, 0, 6)));
        return (doubled < Longest ? doubled : Longest) + TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1000));
    }

    private Task PauseAsync(TimeSpan pause, string reason, LogLevel level, CancellationToken cancel)
    {
        logger.Log(level, "DingTalk's stream is closed, again in {Pause}: {Reason}", pause, reason);
        return Task.Delay(pause, pulse.Time, cancel);
    }
}
