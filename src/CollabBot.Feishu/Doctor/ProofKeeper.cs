using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CollabBot.Feishu.Doctor;

/// <summary>Keeps the proofs over restarts: reads them once, writes them a moment after they changed.</summary>
internal sealed class ProofKeeper(ProofBook book, IDocumentStore store, IOptions<FeishuOptions> options, Pulse pulse, ILogger<ProofKeeper> logger) : BackgroundService
{
    // A busy company writes all day; a proof lost in a crash is only asked for again
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim gate = new(1, 1);
    private bool read;
    private long kept;

    public override void Dispose()
    {
        gate.Dispose();
        base.Dispose();
    }

    /// <summary>Returns once what was kept is in the book.</summary>
    public async Task ReadAsync(CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            if (read)
                return;
            await using var work = store.Begin();
            var fresh = book.Revision;
            book.Recall(await work.FindAsync<Proofs>(options.Value.AppId, cancel) ?? new Proofs { Id = options.Value.AppId });
            kept = fresh == 0 ? book.Revision : 0;
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
        var before = await work.FindAsync<Proofs>(now.Id, cancel);
        work.Save(now with { Version = before?.Version ?? 0 });
        await work.CommitAsync(Cause.System("doctor", pulse.Time.GetUtcNow()), cancel);
        kept = revision;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(cancellationToken);
    }

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
