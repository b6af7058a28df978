using CollabBot.Core.Docs;

namespace CollabBot.Core.Wiki;

/// <summary>Plans the fewest edits from the page as it stands to the blocks we want, around everything people wrote.</summary>
public static class PageDiff
{
    /// <summary>
    /// Our untouched blocks are kept, replaced in place or removed; blocks that are not ours, or ours but edited by a person, stay where they are. New blocks follow the
    /// wanted block before them. Applying the plan and planning again gives no edits.
    /// </summary>
    public static PagePlan Plan(IReadOnlyList<RemoteBlock> remote, IReadOnlyList<OwnedBlock> owned, IReadOnlyList<Block> wanted)
    {
        var ownedById = owned.ToDictionary(o => o.Id, StringComparer.Ordinal);
        var ours = remote.Where(r => ownedById.ContainsKey(r.Id)).ToList();
        var prints = wanted.Select(BlockPrint.Of).ToList();
        var pairs = BlockAlignment.Pair(
            ours.Count,
            wanted.Count,
            (o, n) => ownedById[ours[o].Id].Print == prints[n] || ours[o].Print == prints[n],
            (o, n) => ours[o].Content.GetType() == wanted[n].GetType());

        var slots = remote.Select(r => new PageSlot(SlotKind.Human, r.Id, null)).ToList();
        var places = remote.Select((r, i) => (r.Id, i)).ToDictionary(p => p.Id, p => p.i, StringComparer.Ordinal);
        foreach (var block in ours.Where(IsUntouched))
            slots[places[block.Id]] = new PageSlot(SlotKind.Removed, block.Id, null);
        for (var n = 0; n < wanted.Count; n++)
            if (pairs[n] >= 0)
                slots[places[ours[pairs[n]].Id]] = Paired(ours[pairs[n]], wanted[n], prints[n]);

        var inserts = new List<WikiEdit>();
        Insert(slots, inserts, wanted, n => pairs[n] < 0 ? null : ours[pairs[n]].Id);
        var edits = slots.Where(s => s.Kind == SlotKind.Replaced).Select(s => (WikiEdit)new WikiEdit.Replace(s.BlockId!, s.Wanted!))
            .Concat(inserts)
            .Concat(slots.Where(s => s.Kind == SlotKind.Removed).Select(s => new WikiEdit.Remove(s.BlockId!)));
        return new PagePlan([.. edits], [.. slots.Where(s => s.Kind != SlotKind.Removed)]);

        bool IsUntouched(RemoteBlock block) => block.Print == ownedById[block.Id].RemotePrint;

        PageSlot Paired(RemoteBlock block, Block want, string print)
        {
            if (IsUntouched(block))
                return new PageSlot(ownedById[block.Id].Print == print ? SlotKind.Kept : SlotKind.Replaced, block.Id, want);
            // a person, or we before a crash, made it what it should be: nothing to argue about
            return new PageSlot(BlockText.Same(want, block) ? SlotKind.Kept : SlotKind.Held, block.Id, want);
        }
    }

    private static void Insert(List<PageSlot> slots, List<WikiEdit> inserts, IReadOnlyList<Block> wanted, Func<int, string?> idOf)
    {
        for (var n = 0; n < wanted.Count;)
        {
            if (idOf(n) is not null)
            {
                n++;
                continue;
            }

            var run = Enumerable.Range(n, wanted.Count - n).TakeWhile(i => idOf(i) is null).ToList();
            var at = Place(slots, n == 0 ? null : idOf(n - 1), n + run.Count == wanted.Count ? null : idOf(n + run.Count));
            inserts.Add(new WikiEdit.Insert(at == 0 ? null : slots[at - 1].BlockId, [.. run.Select(i => wanted[i])]));
            slots.InsertRange(at, run.Select(i => new PageSlot(SlotKind.Inserted, null, wanted[i])));
            n += run.Count;
        }
    }

    private static int Place(List<PageSlot> slots, string? after, string? before)
    {
        if (after is not null)
            return slots.FindIndex(s => s.BlockId == after) + 1;
        if (before is not null)
            return slots.FindIndex(s => s.BlockId == before);
        // nothing of what we want stands there yet: where our old blocks were, else below what people wrote
        var old = slots.FindIndex(s => s.Kind == SlotKind.Removed);
        return old < 0 ? slots.Count : old;
    }
}
