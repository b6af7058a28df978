using CollabBot.Core.Storage;

namespace CollabBot.Core.Time;

/// <summary>A time somebody is away: whole days from <see cref="From"/> through <see cref="Until"/>, or half days at either end.</summary>
[Collection("absences", "personId", "until")]
public sealed record Absence : Document
{
    /// <summary>Who is away.</summary>
    public required string PersonId { get; init; }

    /// <summary>The first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, included.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>The morning of the first day is worked.</summary>
    public bool FromNoon { get; init; }

    /// <summary>The afternoon of the last day is worked.</summary>
    public bool UntilNoon { get; init; }

    /// <summary>Who acts meanwhile; null = the department's deputy, if any.</summary>
    public string? DeputyId { get; init; }

    /// <summary>Where it was learned: typed, or a platform's name.</summary>
    public string Source { get; init; } = "typed";

    /// <summary>True once it was taken back.</summary>
    public bool Cancelled { get; init; }

    /// <summary>Absences that have not ended before the day.</summary>
    public static Query<Absence> EndingFrom(DateOnly day) => Query<Absence>.All.AtLeast(a => a.Until, day);

    /// <summary>Whether any part of the day is away.</summary>
    public bool Covers(DateOnly day) => !Cancelled && From <= day && day <= Until;
}
