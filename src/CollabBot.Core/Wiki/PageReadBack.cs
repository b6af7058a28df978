using CollabBot.Core.Docs;

namespace CollabBot.Core.Wiki;

/// <summary>What was read back after applying a plan: our blocks with their ids, which of them are new or changed, what is held by people, and what did not arrive.</summary>
public sealed record PageReadBack(
    IReadOnlyList<OwnedBlock> Owned,
    IReadOnlyList<string> Changed,
    IReadOnlyList<(string BlockId, Block Ours)> Held,
    IReadOnlyList<Block> Missing)
{
    /// <summary>Finds every place of the plan in the page; <paramref name="known"/> are the ids from before the plan was applied.</summary>
    public static PageReadBack Compare(PagePlan plan, IReadOnlyList<OwnedBlock> owned, IReadOnlySet<string> known, IReadOnlyList<RemoteBlock> after)
    {
        var before = owned.ToDictionary(o => o.Id, StringComparer.Ordinal);
        var places = after.Select((block, place) => (block, place)).ToDictionary(b => b.block.Id, b => b.place, StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        List<OwnedBlock> now = [];
        List<string> changed = [];
        List<(string, Block)> held = [];
        List<Block> missing = [];
        var next = 0;
        foreach (var slot in plan.Slots)
        {
            var place = slot.BlockId is { } id && places.TryGetValue(id, out var found) ? found : -1;
            if (slot.Kind is SlotKind.Replaced && (place < 0 || !BlockText.Same(slot.Wanted!, after[place])) || slot.Kind is SlotKind.Inserted)
                place = Newcomer(after, known, taken, slot.Wanted!, next, place);
            if (place < 0)
            {
                if (slot.Wanted is { } lost)
                    missing.Add(lost);
                continue;
            }

            next = place + 1;
            var block = after[place];
            taken.Add(block.Id);
            switch (slot.Kind)
            {
                case SlotKind.Held:
                    held.Add((block.Id, slot.Wanted!));
                    now.Add(before[block.Id]);
                    break;
                case SlotKind.Kept:
                    now.Add(new OwnedBlock(block.Id, BlockPrint.Of(slot.Wanted!), block.Print));
                    break;
                case SlotKind.Replaced or SlotKind.Inserted:
                    now.Add(new OwnedBlock(block.Id, BlockPrint.Of(slot.Wanted!), block.Print));
                    changed.Add(block.Id);
                    if (!BlockText.Same(slot.Wanted!, block))
                        missing.Add(slot.Wanted!);
                    break;
            }
        }

        return new PageReadBack(now, changed, held, missing);
    }

    /// <summary>A block that was not there before and says what we wanted; a target that cannot change a block in place gives it a new id.</summary>
    private static int Newcomer(IReadOnlyList<RemoteBlock> after, IReadOnlySet<string> known, HashSet<string> taken, Block wanted, int from, int otherwise)
    {
        for (var i = from; i < after.Count; i++)
            if (!known.Contains(after[i].Id) && !taken.Contains(after[i].Id) && BlockText.Same(wanted, after[i]))
                return i;
        return otherwise;
    }
}
