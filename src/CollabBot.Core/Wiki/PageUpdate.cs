using CollabBot.Core.Docs;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Wiki;

/// <summary>Brings one page of a target up to date with the blocks that are wanted.</summary>
internal sealed class PageUpdate(IDocumentStore store, IWiki wiki)
{
    /// <summary>The page's new state, to be saved by the caller. The key makes a repeat harmless where the target can.</summary>
    public async Task<PublishedPage> RunAsync(string path, IReadOnlyList<Block> wanted, string key, DateTimeOffset now, CancellationToken cancel)
    {
        var page = await FindAsync(path, cancel) ?? new PublishedPage { Id = path };
        var target = await wiki.EnsureAsync(path, page.RemoteId, cancel);
        var before = await wiki.ReadAsync(target, cancel);
        var owned = Owned(page, before, wanted);
        var plan = PageDiff.Plan(before, owned, wanted);
        var after = before;
        if (plan.Edits.Count > 0)
        {
            page = await RememberAsync(page with { RemoteId = target.RemoteId, Blocks = owned, Pending = Written(plan) }, now, cancel);
            after = await wiki.ApplyAsync(target, plan.Edits, key, cancel);
        }

        var found = PageReadBack.Compare(plan, owned, before.Select(b => b.Id).ToHashSet(StringComparer.Ordinal), after);
        var whole = found.Missing.Count == 0;
        return page with
        {
            RemoteId = target.RemoteId,
            Url = target.Url,
            Blocks = found.Owned,
            Pending = [],
            Health = whole ? PageHealth.Good : PageHealth.Differs,
            LastPublishedAt = plan.Edits.Count > 0 ? now : page.LastPublishedAt,
            LastVerifiedAt = whole ? now : page.LastVerifiedAt,
            LastError = whole ? null : $"{found.Missing.Count} of {wanted.Count} blocks read back otherwise than written",
            ChangedBlocks = plan.Edits.Count > 0 ? found.Changed : page.ChangedBlocks,
            Conflicts = [.. found.Held.Select(h => new PageConflict(h.BlockId, h.Ours, Since(page, h.BlockId) ?? now))],
        };
    }

    private static DateTimeOffset? Since(PublishedPage page, string blockId) => page.Conflicts.FirstOrDefault(c => c.BlockId == blockId)?.Since;

    private static List<Block> Written(PagePlan plan) =>
        [.. plan.Slots.Where(s => s.Kind is SlotKind.Inserted or SlotKind.Replaced).Select(s => s.Wanted!)];

    /// <summary>
    /// The blocks we know, and those we must have written without being able to note it: before a crash, or before a database was lost.
    /// </summary>
    private static List<OwnedBlock> Owned(PublishedPage page, IReadOnlyList<RemoteBlock> remote, IReadOnlyList<Block> wanted)
    {
        var there = remote.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var owned = page.Blocks.Where(o => there.Contains(o.Id)).ToList();
        var known = owned.Select(o => o.Id).ToHashSet(StringComparer.Ordinal);
        var lost = page.Blocks.Where(o => !there.Contains(o.Id)).Select(o => o.RemotePrint).ToList();
        var written = (page.RemoteId is null ? wanted : page.Pending).ToList();
        foreach (var block in remote.Where(r => !known.Contains(r.Id)))
        {
            var match = written.FindIndex(w => BlockText.Same(w, block));
            if (match >= 0)
            {
                owned.Add(new OwnedBlock(block.Id, BlockPrint.Of(written[match]), block.Print));
                written.RemoveAt(match);
            }
            else if (block.Ours || lost.Remove(block.Print))
            {
                owned.Add(new OwnedBlock(block.Id, block.Print, block.Print));
            }
        }

        return owned;
    }

    private async Task<PublishedPage?> FindAsync(string path, CancellationToken cancel)
    {
        await using var work = store.Begin();
        return await work.FindAsync<PublishedPage>(path, cancel);
    }

    /// <summary>Notes what is about to be written, so that a crash between the target and the store makes no second copy.</summary>
    private async Task<PublishedPage> RememberAsync(PublishedPage page, DateTimeOffset now, CancellationToken cancel)
    {
        await using var work = store.Begin();
        work.Save(page);
        await work.CommitAsync(Cause.System("page", now), cancel);
        return page with { Version = page.Version + 1 };
    }
}
