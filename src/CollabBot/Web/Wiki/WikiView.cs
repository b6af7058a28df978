using CollabBot.Core.Docs;

namespace CollabBot.Web.Wiki;

/// <summary>A page as the viewer shows it.</summary>
public sealed record WikiView(string Path, DateTimeOffset? PublishedAt, IReadOnlyList<WikiViewBlock> Blocks);

/// <summary>A block; <see cref="Changed"/> when the last publishing brought it.</summary>
public sealed record WikiViewBlock(Block Content, bool Changed);

/// <summary>A branch of the page tree: a page, a folder of pages, or both.</summary>
public sealed record WikiBranch(string Name, string Path, bool IsPage, IReadOnlyList<WikiBranch> Children)
{
    /// <summary>The tree of the paths, names in ordinal order.</summary>
    public static IReadOnlyList<WikiBranch> Of(IReadOnlyList<string> paths) => Below("", paths);

    private static List<WikiBranch> Below(string prefix, IReadOnlyList<string> paths) =>
    [
        .. paths.Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length)
            .Select(path => path[prefix.Length..].Split('/')[0])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => new WikiBranch(name, prefix + name, paths.Contains(prefix + name, StringComparer.Ordinal), Below(prefix + name + "/", paths))),
    ];
}
