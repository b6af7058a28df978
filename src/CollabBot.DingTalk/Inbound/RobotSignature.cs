using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CollabBot.DingTalk.Inbound;

/// <summary>
/// The signature of a robot callback: Base64 of HMAC-SHA256 over "timestamp\nsecret". It does not cover the body, so a replay within the hour is told apart by its msgId alone.
/// </summary>
internal static class RobotSignature
{
    /// <summary>The reasons that somebody who knows how to sign would give.</summary>
    public const string Wrong = "wrong sign", Late = "timestamp more than an hour off";

    private static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    public static string Sign(string timestamp, string secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}\n{secret}")));

    /// <summary>Null when genuine and fresh, else the reason for the log.</summary>
    public static string? Problem(string? timestamp, string? sign, string secret, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(sign))
            return "no timestamp or no sign header";
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sign), Encoding.UTF8.GetBytes(Sign(timestamp, secret))))
            return Wrong;
        return IsFresh(timestamp, now) ? null : Late;
    }

    /// <summary>True for a Unix time, in milliseconds or seconds, within an hour of now.</summary>
    public static bool IsFresh(string timestamp, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var stamp))
            return false;
        // A second of this century has ten digits, a millisecond thirteen
        var milliseconds = stamp < 100_000_000_000 ? stamp * 1000 : stamp;
        return Math.Abs((decimal)now.ToUnixTimeMilliseconds() - milliseconds) <= (decimal)Tolerance.TotalMilliseconds;
    }
}
