using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Ledger;

/// <summary>Makes and checks the hash chain of a document. Hashes are lower-case hex SHA-256.</summary>
public static class LedgerChain
{
    /// <summary>The entry that follows <paramref name="previousHash"/> (empty for the first). Confidential collections keep only the day and no author.</summary>
    public static LedgerEntry Next(CollectionAttribute collection, string id, int version, string json, string previousHash, Cause cause)
    {
        var entry = new LedgerEntry(
            collection.Name,
            id,
            version,
            collection.Confidential ? null : cause.ActorId,
            collection.Confidential ? null : cause.Command,
            collection.Confidential ? new DateTimeOffset(cause.At.UtcDateTime.Date, TimeSpan.Zero) : cause.At,
            previousHash,
            Sha256(json),
            "");
        return entry with { Hash = HashOf(entry) };
    }

    /// <summary>True when the entry's own hash fits its fields.</summary>
    public static bool IsWhole(LedgerEntry entry) => entry.Hash == HashOf(entry);

    /// <summary>True when the entry's own hash is right and it follows the previous one.</summary>
    public static bool Follows(LedgerEntry entry, LedgerEntry? previous) =>
        IsWhole(entry) && entry.PreviousHash == (previous?.Hash ?? "") && entry.Version == (previous?.Version ?? 0) + 1;

    /// <summary>Lower-case hex SHA-256 of a text's UTF-8 bytes.</summary>
    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string HashOf(LedgerEntry entry) => Sha256(JsonSerializer.Serialize(entry with { Hash = "" }, DocumentJson.Options));
}
