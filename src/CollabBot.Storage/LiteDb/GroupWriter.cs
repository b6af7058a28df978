using System.Threading.Channels;
using LiteDB.Engine;
using Microsoft.Extensions.Logging;

namespace CollabBot.Storage.LiteDb;

/// <summary>
/// The one thread that writes. Jobs that arrive while a group is on its way to the disk form the next group, so that many callers share two syncs;
/// a lone job waits for nobody. LiteDB binds transactions to threads, which is why this is a thread and not a task.
/// </summary>
internal sealed class GroupWriter : IDisposable
{
    private const int Capacity = 4096;
    private const int MostPerGroup = 256;
    private const long LogBytesBeforeCheckpoint = 32 << 20;
    private static readonly TimeSpan DiskPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    private readonly Channel<WriteJob> jobs = Channel.CreateBounded<WriteJob>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly LiteEngine engine;
    private readonly WalStream log;
    private readonly RecentRows recent;
    private readonly Action housekeeping;
    private readonly ILogger logger;
    private readonly Thread thread;

    public GroupWriter(LiteEngine engine, WalStream log, RecentRows recent, Action housekeeping, ILogger logger)
    {
        this.engine = engine;
        this.log = log;
        this.recent = recent;
        this.housekeeping = housekeeping;
        this.logger = logger;
        thread = new Thread(Run) { IsBackground = true, Name = "store writer" };
        thread.Start();
    }

    /// <summary>Why nothing is written any more; null while all is well.</summary>
    public Exception? Failure { get; private set; }

    public async Task<TResult> SubmitAsync<TResult>(WriteJob<TResult> job, CancellationToken cancel)
    {
        try
        {
            await jobs.Writer.WriteAsync(job, cancel);
        }
        catch (ChannelClosedException)
        {
            throw new ObjectDisposedException(nameof(GroupWriter), "The store is closed");
        }

        // not cancellable from here: the commit may already be on its way, and an answer "cancelled" would be a guess
        return await job.Completion;
    }

    /// <summary>Queues work from the writer thread itself, to be done if there is room.</summary>
    public bool TryPost(WriteJob job) => jobs.Writer.TryWrite(job);

    public void Dispose()
    {
        jobs.Writer.TryComplete();
        thread.Join();
    }

    private void Run()
    {
        var group = new List<WriteJob>(MostPerGroup);
        while (WaitForWork())
        {
            group.Clear();
            while (group.Count < MostPerGroup && jobs.Reader.TryRead(out var job))
                group.Add(job);
            if (Failure is { } failure)
                group.ForEach(j => j.Fail(Stopped(failure)));
            else if (!TryCommit(group))
                group.ForEach(CommitAlone);
            if (log.Length > LogBytesBeforeCheckpoint)
                Checkpoint();
        }

        // with its own checkpoints switched off, LiteDB leaves the log behind when it closes
        Checkpoint();
    }

    private void CommitAlone(WriteJob job)
    {
        if (Failure is { } failure)
            job.Fail(Stopped(failure));
        else
            TryCommit([job]);
    }

    private bool WaitForWork()
    {
        var more = jobs.Reader.WaitToReadAsync().AsTask();
        if (!more.IsCompleted && !((IAsyncResult)more).AsyncWaitHandle.WaitOne(Idle))
        {
            housekeeping();
            Checkpoint();
        }

        return more.GetAwaiter().GetResult();
    }

    /// <summary>False when a job broke the transaction of a larger group: everything is undone and each is to be tried alone.</summary>
    private bool TryCommit(List<WriteJob> group)
    {
        var staged = new List<WriteJob>(group.Count);
        var transaction = new WriteGroup(engine, recent);
        var before = log.DurableCommits;
        engine.BeginTrans();
        foreach (var job in group)
        {
            var stagedBefore = transaction.Staged;
            try
            {
                job.Stage(transaction);
                staged.Add(job);
            }
#pragma warning disable CA1031 // a worker: one broken job must not stop the store
            catch (Exception e)
#pragma warning restore CA1031
            {
                job.Undo();
                if (transaction.Staged > stagedBefore)
                    return Broken(group, staged, e);
                job.Fail(e);
            }
        }

        try
        {
            transaction.Flush();
        }
#pragma warning disable CA1031 // a worker: one broken job must not stop the store
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Broken(group, staged, e);
        }

        Finish(transaction, staged, before);
        return true;
    }

    /// <summary>One job spoilt the transaction: all of it is taken back. True when the job was alone and knows why; false when each of them is to be tried alone.</summary>
    private bool Broken(List<WriteJob> group, List<WriteJob> staged, Exception error)
    {
        staged.ForEach(j => j.Undo());
        RollBack();
        if (group.Count == 1)
            group[0].Fail(error);
        return group.Count == 1;
    }

    /// <summary>LiteDB gives pages back by a commit of its own, which must be on the disk before commits are counted again; a checkpoint waits for it.</summary>
    private void RollBack()
    {
        try
        {
            engine.Rollback();
            engine.Checkpoint();
        }
#pragma warning disable CA1031 // a store that cannot even go back must not go on
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = e;
            logger.LogCritical(e, "The store stopped writing because a rollback failed");
        }
    }

    private void Finish(WriteGroup transaction, List<WriteJob> staged, long before)
    {
        try
        {
            engine.Commit();
            if (transaction.Wrote)
                log.WaitBeyond(before, DiskPatience);
        }
#pragma warning disable CA1031 // whatever the disk did, nothing may be acknowledged any more
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = e;
            logger.LogCritical(e, "The store stopped writing because a commit failed");
            staged.ForEach(j => j.Undo());
            staged.ForEach(j => j.Fail(Stopped(e)));
            return;
        }

        transaction.Publish();
        staged.ForEach(j => j.Committed());
    }

    private void Checkpoint()
    {
        if (Failure is not null || log.Length == 0)
            return;
        try
        {
            engine.Checkpoint();
        }
#pragma warning disable CA1031 // a checkpoint that fails now is tried again later; the log holds everything
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.LogWarning(e, "The store could not fold its log into the file yet");
        }
    }

    private static IOException Stopped(Exception cause) => new("The store stopped writing after a failed commit; restart it once the disk is well", cause);
}
