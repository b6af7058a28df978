using System.Collections.Concurrent;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using LiteDB;
using LiteDB.Engine;
using Microsoft.Extensions.Logging;

namespace CollabBot.Storage.LiteDb;

/// <summary>The open file that documents and queues share: one process, one writer, readers on any thread.</summary>
public sealed class LiteDbDatabase : IDisposable
{
    private const string Collections = "collections";

    // LiteDB allows 100 transactions at a time, and each read is one
    private readonly SemaphoreSlim readers = new(48);
    private readonly ConcurrentDictionary<string, Lazy<Task>> prepared = new(StringComparer.Ordinal);
    private readonly FileStream? directoryLock;
    private readonly LiteEngine engine;
    private readonly WalStream log;

    private LiteDbDatabase(FileStream? directoryLock, EngineSettings settings, WalStream log, TeamClock clock, ILogger logger)
    {
        this.directoryLock = directoryLock;
        this.log = log;
        settings.LogStream = log;
        // LiteDB's default ignores case, and platform ids differ by case alone
        settings.Collation = new Collation(127, System.Globalization.CompareOptions.Ordinal);
        engine = new LiteEngine(settings);
        // checkpoints are the writer's: LiteDB's own run in the middle of a commit
        engine.Pragma(Pragmas.CHECKPOINT, 0);
        Make(LedgerRows.Collection);
        // these commits of its own must not be taken for that of the first unit of work
        engine.Checkpoint();
        Sequences = new SequenceTable(Rows.Read(engine, SequenceTable.Collection, new Query()));
        Queues = new QueueMemory(clock, Rows.Stream(engine, EnvelopeRows.Collection, new Query { OrderBy = "_id" }));
        Writer = new GroupWriter(engine, log, Recent, Forget, logger);
    }

    /// <summary>Why the store stopped writing; null while all is well.</summary>
    public Exception? Failure => Writer.Failure;

    internal GroupWriter Writer { get; }

    internal QueueMemory Queues { get; }

    internal SequenceTable Sequences { get; }

    internal RecentRows Recent { get; } = new();

    /// <summary>Opens or creates <c>collabbot.db</c> in the directory; a second process is refused by <see cref="DirectoryInUseException"/>.</summary>
    public static LiteDbDatabase Open(string directory, TeamClock clock, ILogger logger)
    {
        var directoryLock = DirectoryLock.Take(directory);
        try
        {
            var settings = new EngineSettings { Filename = Path.Combine(directory, "collabbot.db") };
            return new LiteDbDatabase(directoryLock, settings, WalStream.File(Path.Combine(directory, "collabbot-log.db")), clock, logger);
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }

    /// <summary>The same store in memory, for tests and rehearsals.</summary>
    public static LiteDbDatabase OpenInMemory(TeamClock clock, ILogger logger) => OpenOn(new WalStream(new MemoryStream(), () => { }), clock, logger);

    /// <summary>Writes what is queued, folds the log into the file and closes it.</summary>
    public void Dispose()
    {
        Writer.Dispose();
        engine.Dispose();
        log.Dispose();
        Queues.Dispose();
        readers.Dispose();
        directoryLock?.Dispose();
    }

    internal static LiteDbDatabase OpenOn(WalStream log, TeamClock clock, ILogger logger) =>
        new(null, new EngineSettings { DataStream = new MemoryStream() }, log, clock, logger);

    internal async Task<List<BsonDocument>> ReadAsync(string collection, Query query, CancellationToken cancel)
    {
        await readers.WaitAsync(cancel);
        try
        {
            return Rows.Read(engine, collection, query);
        }
        finally
        {
            readers.Release();
        }
    }

    /// <summary>Makes a collection and its indexes before its first use in this process, filling those that are new: whoever reads one in the middle of its making breaks the engine.</summary>
    internal Task PrepareAsync(CollectionShape shape) =>
        prepared.GetOrAdd(shape.Name, _ => new Lazy<Task>(() => Writer.SubmitAsync(new WriteAction(group => Prepare(group, shape)), CancellationToken.None))).Value;

    internal Task ForgetOldKeysAsync() => Writer.SubmitAsync(new WriteAction(Queues.ForgetOld), CancellationToken.None);

    private static void Reindex(WriteGroup group, CollectionShape shape)
    {
        foreach (var row in group.List(DocumentRows.Collection(shape.Name), new Query()))
        {
            row["x"] = DocumentRows.IndexedValues(shape, row["j"].AsString);
            group.Update(DocumentRows.Collection(shape.Name), row);
        }
    }

    private void Prepare(WriteGroup group, CollectionShape shape)
    {
        var collection = DocumentRows.Collection(shape.Name);
        var made = Make(collection);
        var wanted = string.Join(',', shape.Fields.Select(DocumentRows.IndexExpression));
        if (!made && group.Find(Collections, shape.Name) is { } known && known["x"].AsString == wanted)
            return;
        foreach (var field in shape.Fields)
            engine.EnsureIndex(
                collection,
                DocumentRows.Column(field.Path) + (field.IsList ? "_each" : ""),
                BsonExpression.Create(DocumentRows.IndexExpression(field)),
                unique: false);
        Reindex(group, shape);
        group.Upsert(Collections, new BsonDocument { ["_id"] = shape.Name, ["x"] = wanted });
    }

    /// <summary>False when it is there already. LiteDB makes a collection by its first row only.</summary>
    private bool Make(string collection)
    {
        if (engine.GetCollectionNames().Contains(collection, StringComparer.OrdinalIgnoreCase))
            return false;
        engine.Insert(collection, [new BsonDocument { ["_id"] = "" }], BsonAutoId.ObjectId);
        engine.Delete(collection, [new BsonValue("")]);
        return true;
    }

    private void Forget() => Writer.TryPost(new WriteAction(Queues.ForgetOld));
}
