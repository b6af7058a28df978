using CollabBot.Core.Docs;

namespace CollabBot.Core.Wiki;

/// <summary>A page that exists in the target: its path (<c>协同日纪要/2026-W48</c>), the target's id, and where people open it (null = nowhere).</summary>
public sealed record WikiPage(string Path, string RemoteId, string? Url);

/// <summary>
/// A block as the target holds it now. <see cref="Print"/> is a hash of its content, equal for equal content. <see cref="Ours"/> is true where the target itself remembers that
/// the bot wrote the block and nobody changed it since, so that a lost database adopts it.
/// </summary>
public sealed record RemoteBlock(string Id, Block Content, string Print, bool Ours = false);

/// <summary>One change of a page; exactly one of the nested cases.</summary>
public abstract record WikiEdit
{
    private WikiEdit()
    {
    }

    /// <summary>New content for a block, in place.</summary>
    public sealed record Replace(string BlockId, Block Content) : WikiEdit;

    /// <summary>New blocks after the named one (null = at the top of the page).</summary>
    public sealed record Insert(string? AfterBlockId, IReadOnlyList<Block> Content) : WikiEdit;

    /// <summary>Takes a block away.</summary>
    public sealed record Remove(string BlockId) : WikiEdit;
}

/// <summary>A knowledge base as pages of blocks; one contract suite proves each target.</summary>
public interface IWiki
{
    /// <summary>Lower-case name of the target: folder, feishu, dingtalk.</summary>
    string Name { get; }

    /// <summary>Finds the page by its stored id or its marker, else creates it and its parents; never makes a second copy.</summary>
    Task<WikiPage> EnsureAsync(string path, string? remoteId, CancellationToken cancel);

    /// <summary>The page's blocks in order, read from the target now.</summary>
    Task<IReadOnlyList<RemoteBlock>> ReadAsync(WikiPage page, CancellationToken cancel);

    /// <summary>Applies the edits in order, all naming blocks by their ids from before the first; returns the page's blocks afterwards, read back from the target. The key makes a repeat harmless where the target can.</summary>
    Task<IReadOnlyList<RemoteBlock>> ApplyAsync(WikiPage page, IReadOnlyList<WikiEdit> edits, string key, CancellationToken cancel);
}
