using CollabBot.Core.Storage;

namespace CollabBot.DingTalk.Doctor;

/// <summary>What went round between DingTalk and us, kept over restarts; its id is the app's, so that another app begins without proofs. Ids, codes and times only, no words.</summary>
[Collection("dingtalkproofs", Ledger = false)]
internal sealed record Proofs : Document
{
    /// <summary>When the last message came in whole.</summary>
    public DateTimeOffset? MessageAt { get; init; }

    /// <summary>When a message last came in of which nothing could be read.</summary>
    public DateTimeOffset? UnreadableAt { get; init; }

    /// <summary>When a colleague's message last came with their staff id, which only a published version gets.</summary>
    public DateTimeOffset? NamedAt { get; init; }

    /// <summary>When a colleague's message last came without it.</summary>
    public DateTimeOffset? NamelessAt { get; init; }

    /// <summary>The robot that the last message was for.</summary>
    public string? RobotCode { get; init; }

    /// <summary>Who wrote last, and when they last did so in the direct chat.</summary>
    public string? StaffId { get; init; }

    /// <inheritdoc cref="StaffId"/>
    public DirectNote? Direct { get; init; }

    /// <summary>When a button was last pressed.</summary>
    public DateTimeOffset? PressAt { get; init; }

    /// <summary>When a press last came that says nothing.</summary>
    public DateTimeOffset? LostPressAt { get; init; }

    /// <summary>When an event last came in.</summary>
    public DateTimeOffset? EventAt { get; init; }

    /// <summary>When an event last came that could not be opened.</summary>
    public DateTimeOffset? SealedAt { get; init; }

    /// <summary>How the last message to one person ended.</summary>
    public ReachNote? Reach { get; init; }

    /// <summary>The groups that something happened in, the latest last.</summary>
    public IReadOnlyList<GroupNote> Groups { get; init; } = [];

    /// <summary>When a signed callback last came in, and one that was signed wrongly.</summary>
    public DateTimeOffset? PostedAt { get; init; }

    /// <inheritdoc cref="PostedAt"/>
    public RefusedNote? Refused { get; init; }

    /// <summary>How the last call about somebody's to-do ended; an empty code is a yes.</summary>
    public RefusedNote? ToDo { get; init; }

    /// <summary>What this month has cost so far.</summary>
    public MonthNote? Month { get; init; }
}

internal sealed record DirectNote(string StaffId, DateTimeOffset At);

/// <summary>An empty code is an arrival.</summary>
internal sealed record ReachNote(string StaffId, DateTimeOffset At, string Code);

/// <summary>A group: when somebody there was heard, when the robot API took a message for it, and why it last did not; gone = the robot was put out or the group is no more.</summary>
internal sealed record GroupNote(string ChatId)
{
    public DateTimeOffset? HeardAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public RefusedNote? Refused { get; init; }

    public DateTimeOffset? GoneAt { get; init; }
}

internal sealed record RefusedNote(string Code, DateTimeOffset At);

/// <summary>Messages and presses that came, calls of the robot API that went out, and when a message came empty because the organisation's month is used up. Months are China's.</summary>
internal sealed record MonthNote(string Month, int Messages, int Calls, DateTimeOffset? SpentAt);
