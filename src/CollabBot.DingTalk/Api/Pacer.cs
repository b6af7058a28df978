using CollabBot.Core.Time;
using Microsoft.Extensions.Options;

namespace CollabBot.DingTalk.Api;

/// <summary>Spaces the calls of each API evenly, so that DingTalk's limit per second is not met in the first place.</summary>
internal sealed class Pacer(IOptions<DingTalkOptions> options, Pulse pulse)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, long> nextTurns = [];

    /// <summary>Waits for the caller's turn; at once when pacing is off.</summary>
    public Task WaitAsync(string api, CancellationToken cancel)
    {
        if (options.Value.CallsPerSecond <= 0)
            return Task.CompletedTask;
        var time = pulse.Time;
        var now = time.GetTimestamp();
        long turn;
        lock (gate)
        {
            turn = Math.Max(now, nextTurns.GetValueOrDefault(api));
            nextTurns[api] = turn + (long)(time.TimestampFrequency / options.Value.CallsPerSecond);
        }

        return turn == now ? Task.CompletedTask : Task.Delay(time.GetElapsedTime(now, turn), time, cancel);
    }
}
