using CollabBot.Core.Storage;

namespace CollabBot.Features.Feedback;

/// <summary>
/// Feedback without an author. The type has no field that could hold one, and no time finer than the ISO week; the id is random, so that sorting by it shuffles.
/// How far this protects, and from whom: docs/decisions/0002-anonymous-feedback.md.
/// </summary>
[Collection("whispers", "target", "round", Confidential = true)]
public sealed record AnonymousFeedback : Document
{
    /// <summary>What it is about, by its key.</summary>
    public required string Target { get; init; }

    /// <summary>Which batch of the target it belongs to.</summary>
    public required int Round { get; init; }

    /// <summary>What was said.</summary>
    public required string Text { get; init; }

    /// <summary>The ISO week, for cleaning up later.</summary>
    public required string Week { get; init; }
}

/// <summary>
/// How far the current batch about a target is. <see cref="Seals"/> tell different people from one who writes twice; they are made with a key that is never stored and are erased
/// with the release, and say nothing about which words are whose.
/// </summary>
[Collection("whisperrounds", Ledger = false, Confidential = true)]
public sealed record FeedbackRound : Document
{
    /// <summary>1 for the first batch.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Which key made the seals.</summary>
    public string Epoch { get; init; } = "";

    /// <summary>One per person who wrote, in the order of their own characters.</summary>
    public IReadOnlyList<string> Seals { get; init; } = [];

    /// <summary>How many were released in earlier batches.</summary>
    public int Released { get; init; }
}

/// <summary>Named questions about anonymous feedback.</summary>
public static class AnonymousFeedbacks
{
    /// <summary>One batch, in an order that says nothing.</summary>
    public static Query<AnonymousFeedback> Batch(string target, int round) =>
        Query<AnonymousFeedback>.All.Equal(f => f.Target, target).Equal(f => f.Round, round);
}
