using System.Runtime.CompilerServices;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using LiteDB;

namespace CollabBot.Storage.LiteDb;

/// <summary>Documents and their ledger in one LiteDB file.</summary>
public sealed class LiteDbStore(LiteDbDatabase database) : IDocumentStore
{
    private const int LedgerPage = 500;

    public IUnitOfWork Begin() => new LiteDbUnitOfWork(database);

    public async Task<IReadOnlyList<LedgerEntry>> HistoryAsync(string collection, string id, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(LedgerRows.Collection, LedgerRows.OfDocument(collection, id), cancel);
        return [.. rows.Select(LedgerRows.Read)];
    }

    public async IAsyncEnumerable<LedgerEntry> LedgerAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (var last = ""; ;)
        {
            var rows = await database.ReadAsync(LedgerRows.Collection, LedgerRows.After(last, LedgerPage), cancel);
            foreach (var row in rows)
                yield return LedgerRows.Read(row);
            if (rows.Count < LedgerPage)
                yield break;
            last = rows[^1]["_id"].AsString;
        }
    }

    public async Task<IReadOnlyDictionary<string, string>> RawAsync(string collection, CancellationToken cancel)
    {
        var rows = await database.ReadAsync(DocumentRows.Collection(collection), new Query(), cancel);
        return rows.ToDictionary(r => r["_id"].AsString, r => r["j"].AsString, StringComparer.Ordinal);
    }
}
