using System.Security.Cryptography;

namespace CollabBot.Core;

/// <summary>The only place that makes random ids.</summary>
public static class Ids
{
    /// <summary>A new 32-character lower-case id, unguessable (128 random bits).</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
