using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Wiki;

namespace CollabBot.Playground;

/// <summary>A record as it was after a commit. A confidential one names neither who nor when, and its JSON shows which columns exist but not the words.</summary>
public sealed record RecentRecord(string Collection, string DocumentId, int Version, string? ActorId, string? Command, DateTimeOffset? At, string? Title, string Json);

/// <summary>The last few records that changed since the start, newest first, one entry per document.</summary>
internal sealed class RecentRecords(PlaygroundFeed feed)
{
    private const int Kept = 30;

    private static readonly string[] TitleFields = ["title", "statement", "text", "name", "pagePath"];

    private static readonly JsonSerializerOptions Pretty = new(DocumentJson.Options) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private readonly LinkedList<RecentRecord> newest = new();
    private readonly HashSet<string> commands = new(StringComparer.Ordinal);

    /// <summary>Newest first.</summary>
    public IReadOnlyList<RecentRecord> List
    {
        get
        {
            lock (gate)
                return [.. newest];
        }
    }

    /// <summary>Whether a command has changed anything since the list was last forgotten.</summary>
    public bool Saw(string command)
    {
        lock (gate)
            return commands.Contains(command);
    }

    /// <summary>Counts something as seen that no record tells.</summary>
    public void Note(string command)
    {
        lock (gate)
            commands.Add(command);
        feed.Publish(PlaygroundFeed.Records);
    }

    /// <summary>Begins from what the store holds: the newest changes of all, and the commands since the seeded story ended.</summary>
    public async Task RecallAsync(IDocumentStore store, CancellationToken cancel)
    {
        await using var work = store.Begin();
        var state = await PlaygroundState.OfAsync(work, cancel);
        var (entries, told) = (new List<LedgerEntry>(), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var entry in store.LedgerAsync(cancel))
        {
            if (entry.Command != PlaygroundSeed.CommandName)
                entries.Add(entry);
            if (entry.Command is { } command && entry.At > state.StoryEndedAt)
                told.Add(command);
        }

        if (state.Ahead > TimeSpan.Zero)
            told.Add(Screen.TourStep.TravelCommand);
        var recalled = new List<RecentRecord>();
        foreach (var changes in entries.GroupBy(e => (e.Collection, e.DocumentId)).Select(g => g.Last()).OrderByDescending(e => e.At).Take(Kept).GroupBy(e => e.Collection))
        {
            var raw = await store.RawAsync(changes.Key, cancel);
            recalled.AddRange(changes.Where(e => raw.ContainsKey(e.DocumentId)).Select(e => Of(e, raw[e.DocumentId])));
        }

        lock (gate)
        {
            newest.Clear();
            foreach (var record in recalled.OrderByDescending(r => r.At ?? DateTimeOffset.MinValue))
                newest.AddLast(record);
            commands.Clear();
            commands.UnionWith(told);
        }
    }

    /// <summary>Takes what a commit staged; plumbing outside the ledger is left out.</summary>
    public void Add(IReadOnlyList<Document> staged, Cause cause)
    {
        // Everybody is new on the first day, which is no news
        if (cause.Command == PlaygroundSeed.CommandName)
            return;
        var changed = staged.Select(document => Of(document, cause)).OfType<RecentRecord>().ToList();
        if (changed.Count == 0)
        {
            if (staged.Any(document => document is PublishedPage))
                feed.Publish(PlaygroundFeed.Records);
            return;
        }

        lock (gate)
        {
            if (cause.Command is { } command)
                commands.Add(command);
            foreach (var record in changed)
            {
                for (var node = newest.First; node is not null; node = node.Next)
                    if (node.Value.Collection == record.Collection && node.Value.DocumentId == record.DocumentId)
                    {
                        newest.Remove(node);
                        break;
                    }

                newest.AddFirst(record);
            }

            while (newest.Count > Kept)
                newest.RemoveLast();
        }

        feed.Publish(PlaygroundFeed.Records);
    }

    // Only confidential collections leave neither actor nor command in the ledger
    private static RecentRecord Of(LedgerEntry entry, string raw)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(raw);
        var open = entry.ActorId is not null || entry.Command is not null;
        return new RecentRecord(
            entry.Collection,
            entry.DocumentId,
            entry.Version,
            entry.ActorId,
            entry.Command,
            open ? entry.At : null,
            open ? TitleOf(json) : null,
            Shown(json, confidential: !open));
    }

    // What is stored, for everybody to see; confidential words keep their column but wait for their release like everywhere else
    private static string Shown(JsonElement json, bool confidential)
    {
        if (!confidential)
            return JsonSerializer.Serialize(json, Pretty);
        var fields = json.Deserialize<Dictionary<string, object?>>()!;
        foreach (var field in TitleFields.Where(fields.ContainsKey))
            fields[field] = "…";
        return JsonSerializer.Serialize(fields, Pretty);
    }

    private static string? TitleOf(JsonElement json) => Title(json) ?? Nested(json).Select(Title).FirstOrDefault(title => title is not null);

    private static string? Title(JsonElement json) => TitleFields
        .Select(field => json.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        .FirstOrDefault(title => title is not null);

    private static IEnumerable<JsonElement> Nested(JsonElement json) =>
        json.EnumerateObject().Select(member => member.Value).Where(value => value.ValueKind == JsonValueKind.Object);

    private static RecentRecord? Of(Document document, Cause cause)
    {
        if (document.GetType().GetCustomAttribute<CollectionAttribute>() is not { Ledger: true } collection)
            return null;
        var json = JsonSerializer.SerializeToElement(document, document.GetType(), Pretty);
        return new RecentRecord(
            collection.Name,
            document.Id,
            document.Version + 1,
            collection.Confidential ? null : cause.ActorId,
            collection.Confidential ? null : cause.Command,
            collection.Confidential ? null : cause.At,
            collection.Confidential ? null : TitleOf(json),
            Shown(json, collection.Confidential));
    }
}
