using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CollabBot.DingTalk.Inbound;

/// <summary>
/// The envelope of the event push: 16 random bytes, a big-endian length, the message, the owner; padded to 32 bytes, AES-256-CBC.
/// https://open.dingtalk.com/document/orgapp/configure-event-subcription
/// </summary>
internal sealed class EventCipher(string token, string aesKey)
{
    private const int Head = 16 + 4;
    private readonly byte[] key = Convert.FromBase64String(aesKey + "=");

    public static bool IsKey(string aesKey) => aesKey.Length == 43 && aesKey.All(char.IsAsciiLetterOrDigit);

    public string Sign(string timestamp, string nonce, string encrypted)
    {
        string[] parts = [token, timestamp, nonce, encrypted];
        Array.Sort(parts, StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts))));
    }

    public bool IsSigned(string signature, string timestamp, string nonce, string encrypted) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature), Encoding.UTF8.GetBytes(Sign(timestamp, nonce, encrypted)));

    /// <summary>The message and its owner, or null when the bytes are not ours.</summary>
    public (byte[] Message, string Owner)? Open(string encrypted)
    {
        var cipher = new byte[encrypted.Length];
        if (!Convert.TryFromBase64String(encrypted, cipher, out var length) || length == 0 || length % 16 != 0)
            return null;
        using var aes = NewAes();
        // .NET's PKCS7 refuses the paddings of 17 to 32 bytes that DingTalk uses
        var plain = aes.DecryptCbc(cipher.AsSpan(0, length), key.AsSpan(0, 16), PaddingMode.None);
        var end = plain.Length - plain[^1];
        if (plain[^1] is 0 or > 32 || end < Head || plain.AsSpan(end).ContainsAnyExcept(plain[^1]))
            return null;
        var size = BinaryPrimitives.ReadUInt32BigEndian(plain.AsSpan(16));
        return size > end - Head ? null : (plain[Head..(Head + (int)size)], Encoding.UTF8.GetString(plain.AsSpan(Head + (int)size, end - Head - (int)size)));
    }

    public string Seal(string message, string owner, ReadOnlySpan<byte> random)
    {
        var text = Encoding.UTF8.GetBytes(message);
        var ownerBytes = Encoding.UTF8.GetBytes(owner);
        var used = Head + text.Length + ownerBytes.Length;
        var padding = 32 - (used % 32);
        var plain = new byte[used + padding];
        random[..16].CopyTo(plain);
        BinaryPrimitives.WriteUInt32BigEndian(plain.AsSpan(16), (uint)text.Length);
        text.CopyTo(plain, Head);
        ownerBytes.CopyTo(plain, Head + text.Length);
        plain.AsSpan(used).Fill((byte)padding);
        using var aes = NewAes();
        return Convert.ToBase64String(aes.EncryptCbc(plain, key.AsSpan(0, 16), PaddingMode.None));
    }

    private Aes NewAes()
    {
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }
}
