using System.Security.Cryptography;
using System.Text;

namespace CollabBot.Feishu.Inbound;

/// <summary>Feishu's event encryption and signature: https://open.feishu.cn/document/server-docs/event-subscription-guide/event-subscription-configure-/encrypt-key-encryption-configuration-case</summary>
internal static class FeishuCrypto
{
    private const int BlockSize = 16;

    public static byte[] Key(string encryptKey) => SHA256.HashData(Encoding.UTF8.GetBytes(encryptKey));

    /// <summary>Opens IV ‖ AES-256-CBC; null when it is not that, or not under this key.</summary>
    public static byte[]? Decrypt(byte[] key, ReadOnlySpan<byte> closed)
    {
        if (closed.Length < 2 * BlockSize || closed.Length % BlockSize != 0)
            return null;
        using var aes = Aes.Create();
        aes.Key = key;
        try
        {
            return aes.DecryptCbc(closed[BlockSize..], closed[..BlockSize]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public static string Signature(string timestamp, string nonce, string encryptKey, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp + nonce + encryptKey));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Compares secrets in constant time.</summary>
    public static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
