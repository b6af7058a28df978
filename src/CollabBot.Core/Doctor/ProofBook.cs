using CollabBot.Core.Storage;

namespace CollabBot.Core.Doctor;

/// <summary>What the lights of a platform rest on.</summary>
public interface IProofs
{
    /// <summary>Rises with every note.</summary>
    long Revision { get; }

    /// <summary>The person that a card can be sent to so that its button is pressed, by their id on the platform; null when nobody is known.</summary>
    string? Somebody { get; }

    /// <summary>The group that a line can be sent to; null when none is known.</summary>
    string? SomeGroup => null;
}

/// <summary>Notes in memory what goes round; <see cref="ProofKeeper{T}"/> makes it last. Costs a lock and no waiting, so that everything that passes can be noted.</summary>
public abstract class ProofBook<T>(T blank) : IProofs
    where T : Document
{
    private readonly Lock gate = new();
    private T now = blank;
    private long revision;

    /// <summary>Everything noted.</summary>
    public T Now
    {
        get
        {
            lock (gate)
                return now;
        }
    }

    /// <inheritdoc/>
    public long Revision => Interlocked.Read(ref revision);

    /// <inheritdoc/>
    public abstract string? Somebody { get; }

    /// <inheritdoc/>
    public virtual string? SomeGroup => null;

    /// <summary>Takes over what was kept, where nothing newer is known.</summary>
    public void Recall(T kept) => Note(fresh => Merge(kept, fresh));

    /// <summary>What was kept and what is newer, in one.</summary>
    protected abstract T Merge(T kept, T fresh);

    /// <summary>One more note.</summary>
    protected void Note(Func<T, T> change)
    {
        lock (gate)
            now = change(now);
        Interlocked.Increment(ref revision);
    }
}
