using System.Security.Cryptography;
using System.Text.Json;
using CollabBot.Feishu.Api;

namespace CollabBot.Feishu.Inbound;

/// <summary>How a connection, or an attempt at one, ended.</summary>
internal enum LinkEnd
{
    /// <summary>It was open.</summary>
    Broken,

    /// <summary>Nobody answered.</summary>
    Unreachable,

    /// <summary>The platform has no time for us just now.</summary>
    Busy,

    /// <summary>It will be refused again until a person changes something.</summary>
    Refused,
}

/// <summary>How often we ping and when we come back; the platform sets it, within reason. For one connection after the other.</summary>
internal sealed class LinkPace
{
    private const int MostHurried = 3;
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);
    private LinkConfig config = new();
    private int failures;
    private int hurried;

    public TimeSpan PingInterval => TimeSpan.FromSeconds(Math.Clamp(config.PingInterval, 10, 600));

    /// <summary>True once the platform's count of attempts is used up: the vendor's clients stop here; a service must not, but it comes back rarely and says so aloud.</summary>
    public bool Exhausted => config.ReconnectCount >= 0 && failures > config.ReconnectCount;

    /// <summary>
    /// People are waiting: after a break the first attempts follow within a second each. Further ones, and those the platform has no time for, wait a random part of its
    /// nonce first, so that not everybody comes back at once, then its interval; rarely when refused for good.
    /// </summary>
    public TimeSpan Pause(LinkEnd end, TimeSpan stood = default)
    {
        if (end == LinkEnd.Broken)
            failures = 0;
        if (stood >= Settled)
            hurried = 0;
        if (end == LinkEnd.Refused)
            return AfterRefusal;
        var nonce = TimeSpan.FromSeconds(Math.Clamp(config.ReconnectNonce, 0, 300));
        if (end != LinkEnd.Busy && hurried++ < MostHurried)
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
