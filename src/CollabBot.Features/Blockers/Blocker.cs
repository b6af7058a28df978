using System.Text.Json.Serialization;
using CollabBot.Core.Storage;

namespace CollabBot.Features.Blockers;

/// <summary>How bad it is to wait.</summary>
public enum Severity
{
    P0,
    P1,
    P2,
}

/// <summary>Where a blocker stands; only its reporter (or who is blocked, too) makes it <see cref="Accepted"/>.</summary>
public enum BlockerState
{
    Open,
    Claimed,
    Resolved,
    Accepted,
}

/// <summary>What can happen to a blocker.</summary>
public enum BlockerStep
{
    Opened,
    Claimed,
    Transferred,
    Noted,
    PlusOne,
    Resolved,
    Accepted,
    Reopened,
    Reworded,
    Climbed,
    Banged,
    Held,
    Resumed,
}

/// <summary>One step in a blocker's life; the note is a person's words.</summary>
public sealed record BlockerEvent(BlockerStep Step, string ById, DateTimeOffset At, string? Note = null);

/// <summary>Something that stops one person and needs another one. It never vanishes silently: it ends when who was stuck says so.</summary>
[Collection("blockers", "state", "reporterId", "ownerDepartmentId", "sourceId", "nextClimbAt", "rung", "openedAt", "acceptedAt")]
public sealed partial record Blocker : Document
{
    /// <summary>All of what was said, however long; cards show an excerpt.</summary>
    public required string Text { get; init; }

    public required string ReporterId { get; init; }

    public string? ReporterDepartmentId { get; init; }

    /// <summary>The person asked, or null when a department (or nobody yet) is.</summary>
    public string? OwnerId { get; init; }

    public string? OwnerDepartmentId { get; init; }

    public Severity Severity { get; init; } = Severity.P1;

    public BlockerState State { get; init; }

    /// <summary>Yuan at risk, as the reporter estimates.</summary>
    public decimal? Amount { get; init; }

    public string? GoalId { get; init; }

    public DateOnly? Due { get; init; }

    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>The group it was raised in as <c>platform:chatId</c>; null when it was raised in private.</summary>
    public string? Group { get; init; }

    /// <summary>The message it was made from as <c>platform:messageId</c>; null when it was filled in by hand.</summary>
    public string? SourceId { get; init; }

    /// <summary>What is known of that message.</summary>
    public BlockerSource? Source { get; init; }

    public string? ClaimedById { get; init; }

    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>The day the claimer promised.</summary>
    public DateOnly? PromisedFor { get; init; }

    /// <summary>On hold until this day; its clock stands still.</summary>
    public DateOnly? HeldUntil { get; init; }

    /// <summary>How often it was put on hold.</summary>
    public int Holds { get; init; }

    public string? ResolvedById { get; init; }

    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>How something like it was solved before, as found when it was opened.</summary>
    public EarlierSolution? Earlier { get; init; }

    /// <summary>How it was solved: the next one who is stuck reads this.</summary>
    public string? How { get; init; }

    public string? AcceptedById { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Who else is blocked by it; they may accept, too.</summary>
    public IReadOnlyList<string> PlusOneIds { get; init; } = [];

    public int Transfers { get; init; }

    public int Reopens { get; init; }

    public IReadOnlyList<BlockerEvent> History { get; init; } = [];

    /// <summary>The first line, short enough for a heading.</summary>
    [JsonIgnore]
    public string Title => Excerpt.FirstLine(Text, 60);

    /// <summary>Whether nobody was asked yet.</summary>
    [JsonIgnore]
    public bool IsUnowned => OwnerId is null && OwnerDepartmentId is null;

    /// <summary>Whether the owner still has to do something.</summary>
    [JsonIgnore]
    public bool IsOnOwner => State is BlockerState.Open or BlockerState.Claimed;

    /// <summary>Whether it waits longer than it should: its day is over, or its clock ran out. Heads who were called for another reason do not make it late.</summary>
    public bool IsOverdue(DateOnly today) =>
        IsOnOwner && HeldUntil is null && (Due < today || IsOutOfTime);

    /// <summary>Its clock ran out.</summary>
    [JsonIgnore]
    public bool IsOutOfTime => Rung != LadderRung.None && !(Rung == LadderRung.Heads && CalledInTime);
}
