using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CollabBot.Core.Doctor;

/// <summary>Keeps the proofs over restarts: reads them once, writes them a moment after they changed. The id of <paramref name="fresh"/> is the app's, so that another app begins without proofs.</summary>
public sealed class ProofKeeper<T>(ProofBook<T> book, T fresh, IDocumentStore store, Pulse pulse, ILogger<ProofKeeper<T>> logger) : BackgroundService, IProofReader
    where T : Document
{
    // A busy company writes all day; a proof lost in a crash is only asked for again
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim gate = new(1, 1);
    private bool read;
    private long kept;

    /// <inheritdoc/>
    public override void Dispose()
    {
        gate.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    public async Task ReadAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (read)
                return;
            await using var work = store.Begin();
            var before = book.Revision;
            book.Recall(await work.FindAsync<T>(fresh.Id, cancel) ?? fresh);
            kept = before == 0 ? book.Revision : 0;
            read = true;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Writes what changed since the last time.</summary>
    public async Task WriteAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        var (revision, now) = (book.Revision, book.Now);
        if (revision == kept)
            return;
        await using var work = store.Begin();
        var before = await work.FindAsync<T>(now.Id, cancel);
        work.Save(now with { Version = before?.Version ?? 0 });
        await work.CommitAsync(Cause.System("doctor", pulse.Time.GetUtcNow()), cancel);
        kept = revision;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await TryWriteAsync(stoppingToken);
            await Task.Delay(Pause, pulse.Time, stoppingToken);
        }
    }

    private async Task TryWriteAsync(CancellationToken cancel)
    {
        try
        {
            await WriteAsync(cancel);
        }
        catch (Exception exception) when (exception is ConflictException or IOException)
        {
            // Written the next time
            logger.LogWarning("Doctor's proofs could not be kept: {Reason}", exception.Message);
        }
    }
}

/// <summary>Brings back what was kept.</summary>
public interface IProofReader
{
    /// <summary>Returns once what was kept is in the book.</summary>
    Task ReadAsync(CancellationToken cancel);
}
