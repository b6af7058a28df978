using CollabBot.Core.Storage;

namespace CollabBot.Features.SyncDay;

/// <summary>What one department filled in for one meeting.</summary>
[Collection("entries", "syncId", "departmentId")]
public sealed record SyncEntry : Document
{
    /// <summary>The meeting.</summary>
    public required string SyncId { get; init; }

    /// <summary>The department.</summary>
    public required string DepartmentId { get; init; }

    /// <summary>What moved.</summary>
    public required string Progress { get; init; }

    /// <summary>Words on the department's blockers; the blockers themselves are records of their own.</summary>
    public string? Blockers { get; init; }

    /// <summary>Who filled it in.</summary>
    public required string By { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>True when it came after the meeting began.</summary>
    public bool Late { get; init; }

    /// <summary>True when somebody other than the head filled it in.</summary>
    public bool ByDeputy { get; init; }

    /// <summary>The id of a department's entry.</summary>
    public static string IdOf(string syncId, string departmentId) => $"{syncId}:{departmentId}";
}

/// <summary>Named questions about entries.</summary>
public static class SyncEntries
{
    /// <summary>A meeting's entries, by department.</summary>
    public static Query<SyncEntry> Of(string syncId) => Query<SyncEntry>.All.Equal(e => e.SyncId, syncId).OrderBy(e => e.DepartmentId);

    /// <summary>A department's latest entry.</summary>
    public static Query<SyncEntry> Latest(string departmentId) =>
        Query<SyncEntry>.All.Equal(e => e.DepartmentId, departmentId).OrderByDescending(e => e.SubmittedAt).Take(1);
}
