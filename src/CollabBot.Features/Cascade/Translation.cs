using System.Text.Json.Serialization;
using CollabBot.Core.Storage;

namespace CollabBot.Features.Cascade;

/// <summary>What a goal means for one role, in one sentence.</summary>
public sealed record RoleLine(string Role, string Text);

/// <summary>So many people of a role were told face to face, by whom.</summary>
public sealed record ToldAloud(string Role, int People, string ById, DateTimeOffset At);

/// <summary>A goal on its way to everybody: translated by each head, understood by each member. By the goal's id.</summary>
[Collection("cascades")]
public sealed record CascadeRun : Document
{
    /// <summary>The edition of the goal that is spoken of.</summary>
    public required int Edition { get; init; }

    /// <summary>By when every department has its words: the end of the fifth working day.</summary>
    public required DateOnly Due { get; init; }

    /// <summary>When the coverage was told after that day.</summary>
    public DateTimeOffset? CoverageAt { get; init; }
}

/// <summary>A goal in a department's own words: <c>G-1:sales</c>.</summary>
[Collection("translations", "goalId", "departmentName")]
public sealed record Translation : Document
{
    public required string GoalId { get; init; }

    public required string DepartmentId { get; init; }

    /// <summary>As it was called when this was asked for: the name of its page.</summary>
    public required string DepartmentName { get; init; }

    /// <summary>The edition of the goal it was asked for.</summary>
    public required int Edition { get; init; }

    public required DateOnly Due { get; init; }

    /// <summary>The goal in one plain sentence.</summary>
    public string? Plain { get; init; }

    /// <summary>How the department helps.</summary>
    public string? Helps { get; init; }

    /// <summary>How the department holds it back.</summary>
    public string? Hurts { get; init; }

    public IReadOnlyList<RoleLine> Lines { get; init; } = [];

    /// <summary>People without an account who were told face to face, the last count of each role.</summary>
    public IReadOnlyList<ToldAloud> Told { get; init; } = [];

    public string? WrittenById { get; init; }

    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>The edition the words were written or confirmed for; 0 while there are none.</summary>
    public int WrittenFor { get; init; }

    public DateTimeOffset? NudgedAt { get; init; }

    /// <summary>True once there are words, be they of an earlier edition.</summary>
    [JsonIgnore]
    public bool IsWritten => WrittenFor > 0;

    /// <summary>True when the goal changed since.</summary>
    [JsonIgnore]
    public bool IsOutdated => IsWritten && WrittenFor < Edition;

    /// <summary>The id of a department's translation of a goal.</summary>
    public static string IdOf(string goalId, string departmentId) => $"{goalId}:{departmentId}";

    /// <summary>The line of a role; the only line is everybody's; null when the role is unknown or has none.</summary>
    public RoleLine? LineOf(string? role) =>
        Lines.Count == 1 ? Lines[0] : role is null ? null : Lines.FirstOrDefault(l => string.Equals(l.Role, role, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Named questions about translations.</summary>
public static class Translations
{
    /// <summary>Those of one goal.</summary>
    public static Query<Translation> Of(string goalId) => Query<Translation>.All.Equal(t => t.GoalId, goalId);

    /// <summary>Those of a department by the name of its page.</summary>
    public static Query<Translation> On(string departmentName) => Query<Translation>.All.Equal(t => t.DepartmentName, departmentName);
}
