using System.Globalization;
using CollabBot.Core.Docs;

namespace CollabBot.Web.Wiki;

/// <summary>A page as the viewer shows it.</summary>
public sealed record WikiView(string Path, DateTimeOffset? PublishedAt, IReadOnlyList<WikiViewBlock> Blocks);

/// <summary>A block; <see cref="Changed"/> when the last publishing brought it.</summary>
public sealed record WikiViewBlock(Block Content, bool Changed);

/// <summary>A branch of the page tree: a page, a folder of pages, or both.</summary>
public sealed record WikiBranch(string Name, string Path, bool IsPage, IReadOnlyList<WikiBranch> Children)
{
    private static readonly StringComparer Numbers = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    /// <summary>The tree of the paths: the chapters in order, and within a chapter the newest week or record first.</summary>
    public static IReadOnlyList<WikiBranch> Of(IReadOnlyList<string> paths) => [.. Below("", paths).OrderBy(branch => branch.Name, StringComparer.Ordinal)];

    private static List<WikiBranch> Below(string prefix, IReadOnlyList<string> paths) =>
    [
        .. paths.Where(path => path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length)
            .Select(path => path[prefix.Length..].Split('/')[0])
            .Distinct(StringComparer.Ordinal)
            .OrderDescending(Numbers)
            .Select(name => new WikiBranch(name, prefix + name, paths.Contains(prefix + name, StringComparer.Ordinal), Below(prefix + name + "/", paths))),
    ];
}
