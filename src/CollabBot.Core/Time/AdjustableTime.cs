namespace CollabBot.Core.Time;

/// <summary>A clock that can be moved: it runs as the inner one does, from wherever it was set. Timers stay the inner clock's.</summary>
public sealed class AdjustableTime(TimeProvider inner) : TimeProvider
{
    private long offsetTicks;

    /// <summary>Raised after the clock was moved.</summary>
    public event Action? Changed;

    /// <summary>How far this clock is ahead of the inner one.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));
        set
        {
            Interlocked.Exchange(ref offsetTicks, value.Ticks);
            Changed?.Invoke();
        }
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => inner.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => inner.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow().AddTicks(Interlocked.Read(ref offsetTicks));

    /// <inheritdoc/>
    public override long GetTimestamp() => inner.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);

    /// <summary>From now on the clock shows this instant and goes on from there.</summary>
    public void JumpTo(DateTimeOffset instant) => Offset = instant - inner.GetUtcNow();
}
