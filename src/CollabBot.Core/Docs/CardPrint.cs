using System.Text.Json;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Docs;

/// <summary>Equal for cards that look the same.</summary>
public static class CardPrint
{
    /// <summary>Lower-case hex SHA-256 of the card's JSON.</summary>
    public static string Of(Card card) => LedgerChain.Sha256(JsonSerializer.Serialize(card, DocumentJson.Options));
}
