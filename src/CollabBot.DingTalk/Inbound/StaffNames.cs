using System.Collections.Concurrent;
using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.DingTalk.Inbound;

/// <summary>
/// The names of people by staff id: as DingTalk told them, else as we know them. A message lists whom it mentions by id only, beside their names in its text, and events name nobody.
/// </summary>
internal sealed class StaffNames(IDocumentStore store) : ISnapshot
{
    private const string Account = DingTalkModule.Platform + ":";
    private readonly ConcurrentDictionary<string, string> told = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);
    private volatile bool loaded;

    /// <summary>Null while unknown.</summary>
    public string? Of(string staffId) => told.GetValueOrDefault(staffId) ?? known.GetValueOrDefault(staffId);

    /// <summary>DingTalk itself uses this name, the one that stands behind an @.</summary>
    public void Learn(string? staffId, string? name)
    {
        if (staffId is { Length: > 0 } && !string.IsNullOrWhiteSpace(name))
            told[staffId] = name.Trim();
    }

    public ValueTask EnsureAsync(CancellationToken cancel) => loaded ? ValueTask.CompletedTask : new ValueTask(ReloadAsync(cancel));

    public async Task ReloadAsync(CancellationToken cancel)
    {
        await using var work = store.Begin();
        Committed(await work.ListAsync(Query<Person>.All, cancel));
        loaded = true;
    }

    public void Committed(IReadOnlyList<Document> changed)
    {
        // A name that begins with an @ is the stand-in for one that nobody told yet
        foreach (var person in changed.OfType<Person>().Where(p => !p.Name.StartsWith('@')))
            foreach (var account in person.Accounts.Where(a => a.StartsWith(Account, StringComparison.Ordinal)))
                known[account[Account.Length..]] = person.Name;
    }
}
