using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.Features.Feedback;

/// <summary>How the receiver takes it.</summary>
public enum Stance
{
    /// <summary>I will change it.</summary>
    WillChange,

    /// <summary>There is a reason for it.</summary>
    HasReason,

    /// <summary>Let us talk.</summary>
    LetsTalk,
}

/// <summary>Feedback with its author's name (F-1), for its receiver's eyes.</summary>
[Collection("feedback", "fromId", "target")]
public sealed record SignedFeedback : Document
{
    /// <summary>Who says it.</summary>
    public required string FromId { get; init; }

    /// <summary>What it is about, by its key.</summary>
    public required string Target { get; init; }

    /// <summary>The person or department it is about; null for a project.</summary>
    public string? AboutId { get; init; }

    /// <summary>The project it is about.</summary>
    public string? Project { get; init; }

    /// <summary>What was said.</summary>
    public required string Text { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset SaidAt { get; init; }

    /// <summary>How it was taken; null until answered.</summary>
    public Stance? Stance { get; init; }

    /// <summary>The receiver's words.</summary>
    public string? Answer { get; init; }

    /// <summary>Who answered.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>Whether the person receives it.</summary>
    public bool IsFor(Person person, Roster roster)
    {
        var isPerson = Target.StartsWith("person:", StringComparison.Ordinal);
        var target = new FeedbackTarget(isPerson ? AboutId : null, isPerson ? null : AboutId, Project);
        return target.Receivers(roster).Any(r => r.Id == person.Id);
    }
}

/// <summary>Named questions about signed feedback.</summary>
public static class SignedFeedbacks
{
    /// <summary>What was said about a target.</summary>
    public static Query<SignedFeedback> About(string target) => Query<SignedFeedback>.All.Equal(f => f.Target, target);

    /// <summary>What a person said.</summary>
    public static Query<SignedFeedback> From(string personId) => Query<SignedFeedback>.All.Equal(f => f.FromId, personId);
}
