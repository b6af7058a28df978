using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CollabBot.Simulators.DingTalk;

/// <summary>The encryption of the event push, written apart from the bot's own so that each checks the other.</summary>
internal sealed class EventEnvelope(string token, string aesKey, string owner)
{
    private readonly byte[] key = Convert.FromBase64String(aesKey + "=");

    public string Sign(string timestamp, string nonce, string encrypt)
    {
        var joined = string.Concat(new[] { token, timestamp, nonce, encrypt }.Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(joined)));
    }

    public string Seal(string text)
    {
        using var plain = new MemoryStream();
        var message = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, message.Length);
        plain.Write(RandomNumberGenerator.GetBytes(16));
        plain.Write(length);
        plain.Write(message);
        plain.Write(Encoding.UTF8.GetBytes(owner));
        var padding = 32 - (int)(plain.Length % 32);
        plain.Write(Enumerable.Repeat((byte)padding, padding).ToArray());
        using var aes = Aes.Create();
        aes.Key = key;
        return Convert.ToBase64String(aes.EncryptCbc(plain.ToArray(), key[..16], PaddingMode.None));
    }

    public string? Open(string encrypt)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        var plain = aes.DecryptCbc(Convert.FromBase64String(encrypt), key[..16], PaddingMode.None);
        if (plain.Length % 32 != 0 || plain[^1] is 0 or > 32)
            return null;
        var length = BinaryPrimitives.ReadInt32BigEndian(plain.AsSpan(16));
        var end = plain.Length - plain[^1];
        return Encoding.UTF8.GetString(plain.AsSpan(20 + length, end - 20 - length)) == owner ? Encoding.UTF8.GetString(plain.AsSpan(20, length)) : null;
    }
}
