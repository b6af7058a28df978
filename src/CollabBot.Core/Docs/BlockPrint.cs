using System.Text.Json;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Docs;

/// <summary>A short hash of content, equal for equal content on every machine and in every version; records that hold lists cannot be compared otherwise.</summary>
public static class BlockPrint
{
    private static readonly string Nothing = Print("");

    /// <summary>The print of a block's normal form: 32 hex characters.</summary>
    public static string Of(Block block) => NormalForm.Of(block) is { } normal ? Print(JsonSerializer.Serialize(normal, DocumentJson.Options)) : Nothing;

    /// <summary>The print of a whole document.</summary>
    public static string Of(Doc doc) => Print(string.Join('\n', NormalForm.Of(doc).Blocks.Select(Of)));

    private static string Print(string text) => LedgerChain.Sha256(text)[..32];
}
