using CollabBot.Core.Storage;

namespace CollabBot.Features.Cascade;

/// <summary>What a person said about their line.</summary>
public enum Ack
{
    /// <summary>Nothing yet. Whoever asks anonymously stays here: a trace of the question would name them.</summary>
    None,

    /// <summary>Understood.</summary>
    Understood,

    /// <summary>It has nothing to do with them.</summary>
    NotMine,
}

/// <summary>The line of sight from one person to one goal: <c>G-1:xiaolin</c>.</summary>
[Collection("sights", "goalId", "personId")]
public sealed record Sight : Document
{
    public required string GoalId { get; init; }

    public required string PersonId { get; init; }

    public required string DepartmentId { get; init; }

    /// <summary>The sentence they were sent for their role; null while they have not said which role is theirs.</summary>
    public string? Line { get; init; }

    /// <summary>The plain sentence of the department they were sent.</summary>
    public string? Plain { get; init; }

    public DateTimeOffset SentAt { get; init; }

    public Ack Ack { get; init; }

    public DateTimeOffset? AckAt { get; init; }

    /// <summary>The id of a person's sight of a goal.</summary>
    public static string IdOf(string goalId, string personId) => $"{goalId}:{personId}";
}

/// <summary>Named questions about sights.</summary>
public static class Sights
{
    /// <summary>Those of one goal.</summary>
    public static Query<Sight> Of(string goalId) => Query<Sight>.All.Equal(s => s.GoalId, goalId);
}

/// <summary>Which role somebody says they have; by the person's id.</summary>
[Collection("roleholders")]
public sealed record RoleHolder : Document
{
    public required string Role { get; init; }
}

/// <summary>
/// A question without anybody who asked it: the type has no field that could hold one, the ledger keeps no author and only the day, and the id is random. The role stands here only when at least three people hold it.
/// </summary>
[Collection("linequestions", "translationId", Confidential = true)]
public sealed record LineQuestion : Document
{
    public required string TranslationId { get; init; }

    public string? Role { get; init; }

    public required string Text { get; init; }

    /// <summary>True once the head got it.</summary>
    public bool Passed { get; init; }
}

/// <summary>Named questions about questions.</summary>
public static class LineQuestions
{
    /// <summary>Those about one translation, in an order that says nothing.</summary>
    public static Query<LineQuestion> About(string translationId) => Query<LineQuestion>.All.Equal(q => q.TranslationId, translationId);
}
