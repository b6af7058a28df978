using System.Text.Json;

namespace CollabBot.Core.Storage;

/// <summary>A change a unit of work wants: the document's last staged state (null = removed) against the version it was read at.</summary>
public sealed record StagedDocument(CollectionShape Shape, string Id, int BaseVersion, Document? Document)
{
    /// <summary>The JSON to store, one version further.</summary>
    public string Json() => JsonSerializer.Serialize(Document! with { Version = BaseVersion + 1 }, Shape.Type, DocumentJson.Options);
}

/// <summary>What a unit of work staged, in the order of first staging; the same for every store.</summary>
public sealed class StagedDocuments
{
    private readonly Dictionary<(string Collection, string Id), int> places = [];
    private readonly List<StagedDocument> changes = [];

    /// <summary>All changes, removals included.</summary>
    public IReadOnlyList<StagedDocument> Changes => changes;

    /// <summary>Stages a save; a document staged before must still carry the version it was read at.</summary>
    public void Save(Document document) => Put(document, document);

    /// <summary>Stages a removal; refused where the ledger remembers every change.</summary>
    public void Delete(Document document)
    {
        var shape = CollectionShape.Of(document.GetType());
        if (shape.Attribute.Ledger)
            throw new InvalidOperationException($"Documents of {shape.Name} are remembered by the ledger and never removed");
        Put(document, null);
    }

    /// <summary>Whether the id was staged, and as what.</summary>
    public bool TryFind(CollectionShape shape, string id, out Document? document)
    {
        var found = places.TryGetValue((shape.Name, id), out var place);
        document = found ? changes[place].Document : null;
        return found;
    }

    /// <summary>Whether anything of the collection was staged.</summary>
    public bool Touches(CollectionShape shape) => changes.Any(c => c.Shape.Name == shape.Name);

    /// <summary>Lays the staged documents over what the store answered without a limit, and arranges the whole as the query asks.</summary>
    public IReadOnlyList<T> Overlay<T>(IReadOnlyList<T> committed, Query<T> query)
        where T : Document
    {
        var shape = CollectionShape.Of(typeof(T));
        var rows = new List<(T Document, object? Key)>(committed.Count);
        foreach (var document in committed.Where(d => !places.ContainsKey((shape.Name, d.Id))))
            rows.Add((document, query.OrderField is null ? null : QueryMatch.Value(Element(document), query.OrderField)));
        foreach (var staged in changes.Where(c => c.Shape.Name == shape.Name).Select(c => c.Document).OfType<T>())
        {
            var element = Element(staged);
            if (QueryMatch.All(query.Conditions, element))
                rows.Add((staged, query.OrderField is null ? null : QueryMatch.Value(element, query.OrderField)));
        }

        var arranged = QueryMatch.Arrange(rows, r => r.Document.Id, query.OrderField is null ? null : r => r.Key, query.Descending, query.Limit);
        return [.. arranged.Select(r => r.Document)];
    }

    private static JsonElement Element<T>(T document) => JsonSerializer.SerializeToElement(document, DocumentJson.Options);

    private void Put(Document document, Document? state)
    {
        var shape = CollectionShape.Of(document.GetType());
        CheckId(document.Id);
        var change = new StagedDocument(shape, document.Id, document.Version, state);
        if (!places.TryGetValue((shape.Name, document.Id), out var place))
        {
            places.Add((shape.Name, document.Id), changes.Count);
            changes.Add(change);
        }
        else if (changes[place].BaseVersion == document.Version)
        {
            changes[place] = change;
        }
        else
        {
            throw new ConflictException($"{shape.Name} {document.Id} was staged at version {changes[place].BaseVersion} and now at {document.Version}");
        }
    }

    private static void CheckId(string id)
    {
        // a lone surrogate does not survive UTF-8, so two ids would become one; control characters separate the parts of keys
        if (id.Length is 0 or > 200 || id.Any(char.IsControl) || id.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar))
            throw new ArgumentException("A document id has 1 to 200 characters of well-formed text without control characters", nameof(id));
    }
}
