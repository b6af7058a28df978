namespace CollabBot.Storage.LiteDb;

/// <summary>One unit the writer commits whole or not at all, in one group with others.</summary>
internal abstract class WriteJob
{
    /// <summary>Checks first, then writes into the group's transaction. Any exception thrown before the first write concerns this job alone.</summary>
    public abstract void Stage(WriteGroup group);

    /// <summary>Takes back the marks <see cref="Stage"/> made in memory, because its transaction did not commit.</summary>
    public abstract void Undo();

    /// <summary>The group is on the disk: what was staged becomes visible and the caller goes on.</summary>
    public abstract void Committed();

    /// <summary>The job will not be tried again.</summary>
    public abstract void Fail(Exception error);
}

/// <summary>A job whose caller awaits a result.</summary>
internal abstract class WriteJob<TResult> : WriteJob
{
    private readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Completion => completion.Task;

    public override void Undo()
    {
    }

    public override void Committed() => completion.TrySetResult(Apply());

    public override void Fail(Exception error) => completion.TrySetException(error);

    /// <summary>Makes the result visible in memory.</summary>
    protected abstract TResult Apply();
}

/// <summary>A small job made of one function, for housekeeping.</summary>
internal sealed class WriteAction(Action<WriteGroup> action) : WriteJob<bool>
{
    public override void Stage(WriteGroup group) => action(group);

    protected override bool Apply() => true;
}
