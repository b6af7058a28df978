using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;

namespace CollabBot.Core.Storage;

/// <summary>Holds every document of the team; one contract suite proves each implementation.</summary>
public interface IDocumentStore
{
    /// <summary>Starts a unit of work that sees what was committed before each of its reads.</summary>
    IUnitOfWork Begin();

    /// <summary>The ledger of one document, oldest first; empty if it was never saved.</summary>
    Task<IReadOnlyList<LedgerEntry>> HistoryAsync(string collection, string id, CancellationToken cancel);

    /// <summary>Every ledger entry of the store in document order, for <c>verify</c>; streamed, so that memory stays flat.</summary>
    IAsyncEnumerable<LedgerEntry> LedgerAsync(CancellationToken cancel);

    /// <summary>The stored JSON of every document of a collection, for verification and export.</summary>
    Task<IReadOnlyDictionary<string, string>> RawAsync(string collection, CancellationToken cancel);
}

/// <summary>Stages changes and commits them all or none. Not safe for use by two threads.</summary>
public interface IUnitOfWork : IAsyncDisposable
{
    /// <summary>The document with this id, staged changes included, or null.</summary>
    Task<T?> FindAsync<T>(string id, CancellationToken cancel) where T : Document;

    /// <summary>The committed documents that answer the query, overlaid by what this unit of work staged.</summary>
    Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query, CancellationToken cancel) where T : Document;

    /// <summary>Stages a new document (version 0) or a change of the version that was read; returns it as staged, so that it can be changed again.</summary>
    void Save<T>(T document) where T : Document;

    /// <summary>Stages the removal of a document; only plumbing is ever removed.</summary>
    void Delete<T>(T document) where T : Document;

    /// <summary>The next number of a named sequence (1, 2, 3…), unique for ever; kept when this unit of work commits, reused or skipped when it does not.</summary>
    Task<long> NextAsync(string sequence, CancellationToken cancel);

    /// <summary>Stages an envelope; if its key was seen before, the commit quietly leaves it out.</summary>
    void Enqueue(Envelope envelope);

    /// <summary>Stages "this envelope is done": its payload is erased, its keys stay known. If the lease was lost, the commit throws <see cref="ConflictException"/>.</summary>
    void Finish(Lease lease);

    /// <summary>Documents staged so far, in the order they were first saved; the last staged state of each.</summary>
    IReadOnlyList<Document> Staged { get; }

    /// <summary>Makes everything durable at once, with one ledger entry per changed document; throws <see cref="ConflictException"/> and changes nothing if a document moved on.</summary>
    Task CommitAsync(Cause cause, CancellationToken cancel);
}

/// <summary>Somebody else changed a document after it was read, or took over the envelope; read again and retry.</summary>
public sealed class ConflictException(string message) : Exception(message);
