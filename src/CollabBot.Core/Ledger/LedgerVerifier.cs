using CollabBot.Core.Storage;

namespace CollabBot.Core.Ledger;

/// <summary>What can be wrong with a chain.</summary>
public enum LedgerProblem
{
    /// <summary>The entry's own hash does not fit its fields: it was edited.</summary>
    EntryChanged,

    /// <summary>The entry does not continue the one before it: something between was taken away or put in.</summary>
    ChainBroken,

    /// <summary>The stored document is not what the last entry recorded: it was changed past the ledger.</summary>
    ContentChanged,

    /// <summary>The ledger knows the document, the store has it no more.</summary>
    DocumentGone,

    /// <summary>The store has the document, the ledger never heard of it.</summary>
    NeverRecorded,
}

/// <summary>One place where the ledger does not hold.</summary>
public sealed record LedgerBreak(string Collection, string DocumentId, int Version, LedgerProblem Problem)
{
    /// <summary>The problem in words, for the operator.</summary>
    public string Reason => Problem switch
    {
        LedgerProblem.EntryChanged => "the entry was edited",
        LedgerProblem.ChainBroken => "the entry does not follow the one before it",
        LedgerProblem.ContentChanged => "the record was changed past the ledger",
        LedgerProblem.DocumentGone => "the record is gone",
        LedgerProblem.NeverRecorded => "the ledger never heard of the record",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>What a walk found.</summary>
public sealed record LedgerReport(long Entries, int Documents, IReadOnlyList<LedgerBreak> Breaks)
{
    /// <summary>True when every chain holds.</summary>
    public bool Holds => Breaks.Count == 0;
}

/// <summary>Walks every chain of the ledger and compares its end with the stored document.</summary>
public static class LedgerVerifier
{
    /// <summary>Reads the whole ledger once; memory holds one collection at a time.</summary>
    public static async Task<LedgerReport> VerifyAsync(IDocumentStore store, CancellationToken cancel)
    {
        var walk = new Walk(store);
        await foreach (var entry in store.LedgerAsync(cancel))
            await walk.NextAsync(entry, cancel);
        return walk.Finish();
    }

    private sealed class Walk(IDocumentStore store)
    {
        private readonly List<LedgerBreak> breaks = [];
        private Dictionary<string, string> documents = new(StringComparer.Ordinal);
        private string? collection;
        private LedgerEntry? last;
        private long entries;
        private int chains;

        public async Task NextAsync(LedgerEntry entry, CancellationToken cancel)
        {
            entries++;
            if (last is null || last.Collection != entry.Collection || last.DocumentId != entry.DocumentId)
            {
                EndDocument();
                chains++;
                if (collection != entry.Collection)
                {
                    EndCollection();
                    collection = entry.Collection;
                    documents = new Dictionary<string, string>(await store.RawAsync(entry.Collection, cancel), StringComparer.Ordinal);
                }

                last = null;
            }

            if (!LedgerChain.IsWhole(entry))
                Add(entry, LedgerProblem.EntryChanged);
            else if (!LedgerChain.Follows(entry, last))
                Add(entry, LedgerProblem.ChainBroken);
            last = entry;
        }

        public LedgerReport Finish()
        {
            EndDocument();
            EndCollection();
            return new LedgerReport(entries, chains, breaks);
        }

        private void EndDocument()
        {
            if (last is null)
                return;
            if (!documents.Remove(last.DocumentId, out var json))
                Add(last, LedgerProblem.DocumentGone);
            else if (LedgerChain.Sha256(json) != last.ContentHash)
                Add(last, LedgerProblem.ContentChanged);
        }

        private void EndCollection()
        {
            // every document the walk met was taken out
            foreach (var id in documents.Keys.Order(StringComparer.Ordinal))
                breaks.Add(new LedgerBreak(collection!, id, 0, LedgerProblem.NeverRecorded));
            documents.Clear();
        }

        private void Add(LedgerEntry entry, LedgerProblem problem) => breaks.Add(new LedgerBreak(entry.Collection, entry.DocumentId, entry.Version, problem));
    }
}
