namespace CollabBot.Core.Storage;

/// <summary>Documents of a few collections that are kept in memory whole, so that rules can ask without reading the store.</summary>
public interface ISnapshot
{
    /// <summary>Reads everything if nothing was read yet.</summary>
    ValueTask EnsureAsync(CancellationToken cancel);

    /// <summary>Reads everything again, after a conflict or a change made elsewhere.</summary>
    Task ReloadAsync(CancellationToken cancel);

    /// <summary>Moves on by what a unit of work has just committed, each with its new version.</summary>
    void Committed(IReadOnlyList<Document> changed);

    /// <summary>True for a document that the next turn must already know here: none begins while one is on its way from the store.</summary>
    bool Leads(Document document) => false;
}
