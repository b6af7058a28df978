using CollabBot.Core.Storage;

namespace CollabBot.Features.SyncDay;

/// <summary>How a request for support stands.</summary>
public enum AskState
{
    /// <summary>Nobody has answered.</summary>
    Open,

    /// <summary>Answered.</summary>
    Answered,

    /// <summary>Taken back by the department that asked.</summary>
    Withdrawn,
}

/// <summary>A department asks for support .</summary>
[Collection("asks", "state", "fromDepartmentId")]
public sealed record SupportAsk : Document
{
    /// <summary>What is needed, in the asker's words.</summary>
    public required string Text { get; init; }

    /// <summary>The department that needs it; null when somebody without one asks.</summary>
    public string? FromDepartmentId { get; init; }

    /// <summary>Who should give it; null = whoever can.</summary>
    public string? ToDepartmentId { get; init; }

    /// <summary>Who asked.</summary>
    public required string AskedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>How it stands.</summary>
    public AskState State { get; init; }

    /// <summary>The answer.</summary>
    public string? Answer { get; init; }

    /// <summary>Who answered.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }
}

/// <summary>Named questions about requests for support.</summary>
public static class SupportAsks
{
    /// <summary>Those nobody has answered, oldest first.</summary>
    public static Query<SupportAsk> Unanswered => Query<SupportAsk>.All.Equal(a => a.State, AskState.Open).OrderBy(a => a.AskedAt);

    /// <summary>Those of one department that nobody has answered, oldest first.</summary>
    public static Query<SupportAsk> UnansweredOf(string departmentId) => Unanswered.Equal(a => a.FromDepartmentId, departmentId);

    /// <summary>Those answered since, oldest first.</summary>
    public static Query<SupportAsk> AnsweredSince(DateTimeOffset since) =>
        Query<SupportAsk>.All.Equal(a => a.State, AskState.Answered).AtLeast(a => a.AnsweredAt, since).OrderBy(a => a.AskedAt);
}
