using CollabBot.Core.Docs;

namespace CollabBot.Core.Wiki;

/// <summary>Whether a block that was read back says what was to be written. Targets may lose a mark or draw a mention their own way; words may not get lost.</summary>
internal static class BlockText
{
    public static bool Same(Block wanted, RemoteBlock remote) => BlockPrint.Of(wanted) == remote.Print || Plain(wanted) == Plain(remote.Content);

    private static string Plain(Block block) =>
        block.GetType().Name + string.Concat(DocText.Of(new Doc([block])).Where(c => !char.IsWhiteSpace(c) && c != '@'));
}
