using CollabBot.Core.Storage;

namespace CollabBot.Core.Time;

/// <summary>How far the scheduler has come.</summary>
[Collection("schedulerstate", Ledger = false)]
public sealed record SchedulerState : Document
{
    /// <summary>The one document's id.</summary>
    public const string OnlyId = "scheduler";

    /// <summary>Every occurrence up to here was put into the inbox or judged too late.</summary>
    public required DateTimeOffset Through { get; init; }
}
