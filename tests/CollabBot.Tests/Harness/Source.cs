using System.Runtime.CompilerServices;

namespace CollabBot.Tests.Harness;

/// <summary>Where the repository's files are while its tests run.</summary>
internal static class Source
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Find();

    /// <summary>The conversation files.</summary>
    public static string Conversations => Path.Combine(Root, "tests", "CollabBot.Tests", "Conversations");

    /// <summary>The folder of a source file, as <c>[CallerFilePath]</c> names it; a deterministic build writes the root as <c>/_/</c>.</summary>
    public static string FolderOf(string callerFile) =>
        Path.GetDirectoryName(callerFile.StartsWith("/_/", StringComparison.Ordinal) ? Path.Combine(Root, callerFile[3..]) : callerFile)!;

    // CI builds may map source paths, so the way up from the binaries is tried as well
    private static string Find([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { Path.GetDirectoryName(here), AppContext.BaseDirectory })
            for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
                if (File.Exists(Path.Combine(folder, "CollabBot.sln")))
                    return folder;
        throw new InvalidOperationException("The tests run from a checkout of the repository");
    }
}
