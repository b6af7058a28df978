using System.Globalization;
using CollabBot.Core.Storage;
using CollabBot.Playground;

namespace CollabBot.Connect;

/// <summary>Puts the example company away before the real one moves in, so that the two never mix; nothing is deleted.</summary>
internal static class PlaygroundArchive
{
    private static readonly string[] Parts = ["collabbot.db", "collabbot-log.db", "wiki"];

    /// <summary>True when the store holds the playground's story.</summary>
    public static async Task<bool> IsIn(IDocumentStore store, CancellationToken cancel)
    {
        await using var work = store.Begin();
        return (await PlaygroundState.OfAsync(work, cancel)).Version > 0;
    }

    /// <summary>Moves the closed store and its wiki into <c>playground-…</c> of the data directory.</summary>
    public static void SetAside(string directory, DateTimeOffset now)
    {
        var aside = Path.Combine(directory, "playground-" + now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture));
        System.IO.Directory.CreateDirectory(aside);
        foreach (var part in Parts)
        {
            var from = Path.Combine(directory, part);
            if (File.Exists(from))
                File.Move(from, Path.Combine(aside, part));
            else if (System.IO.Directory.Exists(from))
                System.IO.Directory.Move(from, Path.Combine(aside, part));
        }
    }
}
