using System.Security.Cryptography;
using System.Text.Json;
using CollabBot.Feishu.Api;

namespace CollabBot.Feishu.Inbound;

/// <summary>How often we ping and when we come back; the platform sets it, within reason.</summary>
internal sealed class LinkPace
{
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(5);
    private LinkConfig config = new(120, 30, 120);

    public TimeSpan PingInterval => TimeSpan.FromSeconds(Math.Clamp(config.PingInterval, 10, 600));

    /// <summary>A random moment first, so that not everybody comes back at once; then at the set interval; rarely when refused for good.</summary>
    public TimeSpan Pause(int failures, bool refused)
    {
        if (refused)
            return AfterRefusal;
        var nonce = Math.Clamp(config.ReconnectNonce, 1, 300);
        return failures <= 1
            ? TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(nonce * 1000))
            : TimeSpan.FromSeconds(Math.Clamp(config.ReconnectInterval, 5, 600));
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
}
