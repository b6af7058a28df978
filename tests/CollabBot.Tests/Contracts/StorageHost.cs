using CollabBot.Core.Delivery;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using CollabBot.Storage.LiteDb;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Contracts;

/// <summary>A store and its queues under test, on a clock that only moves when told. Each provider derives one.</summary>
public abstract class StorageHost : IAsyncDisposable
{
    protected StorageHost() => Clock = new TeamClock(Time, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), WorkCalendar.China());

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    public TeamClock Clock { get; }

    public DateTimeOffset Now => Clock.Now;

    public abstract IDocumentStore Store { get; }

    public abstract IEnvelopeQueue Queue { get; }

    public Cause Cause => new("p-li", "contract", Now);

    /// <summary>Ends as a process ends, without giving leases back, and starts again on the same data.</summary>
    public abstract Task RestartAsync();

    public abstract ValueTask DisposeAsync();

    public async Task CommitAsync(Func<IUnitOfWork, Task> stage)
    {
        await using var work = Store.Begin();
        await stage(work);
        await work.CommitAsync(Cause, CancellationToken.None);
    }

    public Task CommitAsync(Action<IUnitOfWork> stage) => CommitAsync(work =>
    {
        stage(work);
        return Task.CompletedTask;
    });

    public async Task<T?> FindAsync<T>(string id)
        where T : Document
    {
        await using var work = Store.Begin();
        return await work.FindAsync<T>(id, CancellationToken.None);
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query)
        where T : Document
    {
        await using var work = Store.Begin();
        return await work.ListAsync(query, CancellationToken.None);
    }
}

/// <summary>The LiteDB store in a directory of its own.</summary>
public sealed class LiteDbHost : StorageHost
{
    private LiteDbDatabase database;

    public LiteDbHost()
    {
        database = LiteDbDatabase.Open(DataDirectory, Clock, NullLogger.Instance);
    }

    public string DataDirectory { get; } = Directory.CreateTempSubdirectory("collabbot-").FullName;

    public override IDocumentStore Store => new LiteDbStore(database);

    public override IEnvelopeQueue Queue => new LiteDbQueue(database, Clock);

    public override Task RestartAsync()
    {
        database.Dispose();
        database = LiteDbDatabase.Open(DataDirectory, Clock, NullLogger.Instance);
        return Task.CompletedTask;
    }

    public Task ForgetAsync() => database.ForgetOldKeysAsync();

    public override ValueTask DisposeAsync()
    {
        database.Dispose();
        Directory.Delete(DataDirectory, recursive: true);
        return ValueTask.CompletedTask;
    }
}
