using System.Security.Cryptography;
using System.Text.Json;
using CollabBot.Feishu.Api;

namespace CollabBot.Feishu.Inbound;

/// <summary>How often we ping and when we come back; the platform sets it, within reason. For one connection after the other.</summary>
internal sealed class LinkPace
{
    private const int QuickReturns = 3;
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);
    private LinkConfig config = new();
    private int failures;
    private int shortLived;

    public TimeSpan PingInterval => TimeSpan.FromSeconds(Math.Clamp(config.PingInterval, 10, 600));

    /// <summary>True once the platform's count of attempts is used up: the vendor's clients stop here; a service must not, but it comes back rarely and says so aloud.</summary>
    public bool Exhausted => config.ReconnectCount >= 0 && failures > config.ReconnectCount;

    /// <summary>
    /// A connection that stood comes back within a second: people are waiting. One that keeps breaking, or an attempt that failed, waits a random part of the platform's
    /// nonce first, so that not everybody comes back at once, then its interval; rarely when refused for good.
    /// </summary>
    public TimeSpan Pause(TimeSpan? stood, bool refused)
    {
        if (stood is not null)
            failures = 0;
        if (stood >= Settled)
            shortLived = 0;
        if (refused)
            return AfterRefusal;
        var nonce = TimeSpan.FromSeconds(Math.Clamp(config.ReconnectNonce, 0, 300));
        if (stood is not null && shortLived++ < QuickReturns)
            return Random(nonce < Quick ? nonce : Quick);
        failures++;
        if (Exhausted)
            return AfterRefusal;
        return failures == 1 ? Random(nonce) : TimeSpan.FromSeconds(Math.Clamp(config.ReconnectInterval, 1, 600)) + Random(Quick);
    }

    public void Take(LinkConfig? wishes) => config = wishes ?? config;

    /// <summary>A pong may carry new wishes.</summary>
    public void Take(ReadOnlySpan<byte> pong)
    {
        if (pong.Length == 0)
            return;
        try
        {
            Take(JsonSerializer.Deserialize<LinkConfig>(pong));
        }
        catch (JsonException)
        {
            // The old wishes stand
        }
    }

    private static TimeSpan Random(TimeSpan most) => TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)most.TotalMilliseconds + 1));
}
