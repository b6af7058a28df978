using System.Text.Json.Serialization;
using CollabBot.Core.Storage;

namespace CollabBot.Features.Goals;

/// <summary>How a department head answers a goal.</summary>
public enum Verdict
{
    Vouch,
    Conditional,
    Oppose,
}

/// <summary>Signing until every named department signed (or the sponsor decided); then effective; dropped when given up.</summary>
public enum GoalState
{
    Signing,
    Effective,
    Dropped,
}

/// <summary>Why a goal changed.</summary>
public enum ChangeKind
{
    Correction,
    Adjustment,
    Dropped,
}

/// <summary>A department's answer to exactly one wording of the goal, bound to it by <paramref name="Hash"/>.</summary>
public sealed record Signature(string DepartmentId, string PersonId, bool AsDeputy, Verdict Verdict, DateTimeOffset At, string Hash)
{
    /// <summary>The condition or the objection, in the signer's own words.</summary>
    public string? Words { get; init; }

    /// <summary>On whom a condition depends.</summary>
    public string? ConditionDepartmentId { get; init; }

    public DateOnly? ConditionDue { get; init; }

    /// <summary>The id of the dependency that a condition became (Y-1).</summary>
    public string? ConditionId { get; init; }

    /// <summary>When the department it depends on said that it is done.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    public string? DoneById { get; init; }

    /// <summary>When who set the condition agreed that it is.</summary>
    public DateTimeOffset? MetAt { get; init; }

    public string? MetById { get; init; }

    /// <summary>The department's head at that time; null in signatures from before that was kept.</summary>
    public string? HeadId { get; init; }

    /// <summary>Whose signature for the department this one follows, when the head changed.</summary>
    public string? FollowsId { get; init; }

    /// <summary>True for a condition that waits to be met.</summary>
    [JsonIgnore]
    public bool IsOwed => Verdict == Verdict.Conditional && MetAt is null;
}

/// <summary>Another target than the drafted one, as a head sees it, with one line why.</summary>
public sealed record Counter(string DepartmentId, string PersonId, decimal Value, string? Reason, DateTimeOffset At);

/// <summary>That somebody was asked to sign: again after so many working hours, or as the successor (zero hours).</summary>
public sealed record SigningNudge(string DepartmentId, string PersonId, int Hours, DateTimeOffset At);

/// <summary>A number as somebody reported it; readings are only ever added.</summary>
public sealed record Reading(decimal Value, string ById, DateTimeOffset At, string Source, string? Note);

/// <summary>An earlier wording with the signatures it had.</summary>
public sealed record GoalEdition(int Number, GoalTerms Terms, string Hash, IReadOnlyList<Signature> Signatures, ChangeKind Change, string Reason, string ChangedById, DateTimeOffset ChangedAt)
{
    public DateTimeOffset? EffectiveAt { get; init; }

    /// <summary>The sponsor who put this edition in force although not everybody vouched.</summary>
    public string? DecidedById { get; init; }

    /// <summary>Over whose heads.</summary>
    public IReadOnlyList<string> DecidedOverIds { get; init; } = [];

    /// <summary>Answers that were replaced by a later one of the same department.</summary>
    public IReadOnlyList<Signature> Replaced { get; init; } = [];

    public IReadOnlyList<Counter> Counters { get; init; } = [];
}

/// <summary>A goal with one number that every named department head signs. Another number is another edition, and voids every signature.</summary>
[Collection("goals", "state")]
public sealed partial record Goal : Document
{
    public required GoalTerms Terms { get; init; }

    /// <summary>The fingerprint of <see cref="Terms"/>; signatures count only for it.</summary>
    public required string Hash { get; init; }

    public required string DraftedById { get; init; }

    public DateTimeOffset DraftedAt { get; init; }

    /// <summary>1 for the first wording.</summary>
    public int Edition { get; init; } = 1;

    public GoalState State { get; init; }

    /// <summary>The group it was drafted in as <c>platform:chatId</c>; null when it was drafted in private.</summary>
    public string? Group { get; init; }

    public DateTimeOffset? EffectiveAt { get; init; }

    /// <summary>The sponsor who decided although not everybody signed; stays visible for ever.</summary>
    public string? DecidedById { get; init; }

    /// <summary>The departments that had not vouched when the sponsor decided.</summary>
    public IReadOnlyList<string> DecidedOverIds { get; init; } = [];

    /// <summary>Signatures of this edition, the last of each department.</summary>
    public IReadOnlyList<Signature> Signatures { get; init; } = [];

    /// <summary>Answers to this edition that a later one of the same department replaced, word for word.</summary>
    public IReadOnlyList<Signature> Replaced { get; init; } = [];

    /// <summary>Other targets that heads named for this edition, oldest first.</summary>
    public IReadOnlyList<Counter> Counters { get; init; } = [];

    /// <summary>Who was asked about this edition once more.</summary>
    public IReadOnlyList<SigningNudge> Nudges { get; init; } = [];

    public IReadOnlyList<Reading> Readings { get; init; } = [];

    public IReadOnlyList<GoalEdition> Earlier { get; init; } = [];

    /// <summary>The latest number: the last reading, or where the goal starts.</summary>
    [JsonIgnore]
    public decimal Current => Readings.Count > 0 ? Readings[^1].Value : Terms.From;

    /// <summary>Departments that have not answered this edition.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> UnsignedIds => [.. Terms.DepartmentIds.Where(id => SignatureOf(id) is null)];

    /// <summary>When this edition was put up for signature.</summary>
    [JsonIgnore]
    public DateTimeOffset OpenedAt => Earlier.Count > 0 ? Earlier[^1].ChangedAt : DraftedAt;

    /// <summary>The cycle it counts in.</summary>
    [JsonIgnore]
    public string Cycle => Terms.Cycle ?? Cycles.Of(Terms.Due);

    /// <summary>The department's answer to this wording, or null; an answer to any other wording counts for nothing.</summary>
    public Signature? SignatureOf(string departmentId) => Signatures.FirstOrDefault(s => s.DepartmentId == departmentId && s.Hash == Hash);
}
