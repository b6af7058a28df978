using CollabBot.Core.Docs;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;

namespace CollabBot.Core.Wiki;

/// <summary>Draws a page from the records, in the team's language, without what nobody can press, fold or plot on a page.</summary>
internal sealed class PageDrawer(IEnumerable<IPageSource> sources, TemplateBook book, RosterSource rosters, string locale)
{
    /// <summary>The blocks of the page; null when no source has anything to show at the path.</summary>
    public async Task<IReadOnlyList<Block>?> DrawAsync(string path, IUnitOfWork work, CancellationToken cancel)
    {
        foreach (var source in sources)
            if (await source.DrawAsync(path, work, cancel) is { } view)
                return WithoutActions(book.Page(view, locale, await rosters.CurrentAsync(cancel)).Blocks);
        return null;
    }

    private static List<Block> WithoutActions(IReadOnlyList<Block> blocks) => [.. PlainBlocks.Of(blocks).Select(Strip).OfType<Block>().Select(NormalForm.Of).OfType<Block>()];

    private static Block? Strip(Block block) => block switch
    {
        Block.Actions => null,
        Block.Quote quote => new Block.Quote([.. quote.Blocks.Select(Strip).OfType<Block>()]),
        Block.ItemList list => list with { Items = [.. list.Items.Select(i => i with { Children = [.. i.Children.Select(Strip).OfType<Block>()] })] },
        _ => block,
    };
}
