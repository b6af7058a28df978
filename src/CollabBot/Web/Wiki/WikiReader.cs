using CollabBot.Core.Storage;
using CollabBot.Core.Wiki;

namespace CollabBot.Web.Wiki;

/// <summary>Reads the folder wiki for the browser: which pages there are, and a page's blocks as they stand now, people's own paragraphs included.</summary>
internal sealed class WikiReader(IDocumentStore store, IEnumerable<IWiki> wikis)
{
    private readonly IWiki? folder = wikis.FirstOrDefault(wiki => wiki.Name == "folder");

    /// <summary>False when pages go to a platform's own wiki, or nowhere.</summary>
    public bool IsOn => folder is not null;

    /// <summary>The paths of all pages, in order.</summary>
    public async Task<IReadOnlyList<string>> PathsAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        return [.. (await work.ListAsync(Query<PublishedPage>.All, cancel)).Where(page => page.RemoteId is not null).Select(page => page.Id)];
    }

    /// <summary>The page, or null when there is none.</summary>
    public async Task<WikiView?> ReadAsync(string path, CancellationToken cancel)
    {
        await using var work = store.Begin();
        return await work.FindAsync<PublishedPage>(path, cancel) is { } page ? await ReadAsync(page, cancel) : null;
    }

    /// <summary>The page that changed last, or null.</summary>
    public async Task<WikiView?> LatestAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        return await work.ListAsync(Query<PublishedPage>.All.OrderByDescending(page => page.LastPublishedAt).Take(1), cancel) is [{ LastPublishedAt: not null } page]
            ? await ReadAsync(page, cancel)
            : null;
    }

    private async Task<WikiView?> ReadAsync(PublishedPage page, CancellationToken cancel)
    {
        if (folder is null || page.RemoteId is not { } id)
            return null;
        var blocks = await folder.ReadAsync(new WikiPage(page.Id, id, page.Url), cancel);
        // A page's first version is new as a whole, which is nothing worth marking
        var changed = blocks.Count(block => page.ChangedBlocks.Contains(block.Id, StringComparer.Ordinal)) == blocks.Count ? [] : page.ChangedBlocks;
        return new WikiView(
            page.Id, page.LastPublishedAt, [.. blocks.Select(block => new WikiViewBlock(block.Content, changed.Contains(block.Id, StringComparer.Ordinal)))]);
    }
}
