using CollabBot.Core.Chat;
using CollabBot.Core.People;

namespace CollabBot.Features.Goals;

/// <summary>One department's line: its answer, or who still has to give one.</summary>
public sealed record SignatureRow(string DepartmentId, string? SignerId, Signature? Signature)
{
    public bool IsWaiting => Signature is null;

    public bool IsVouched => Signature?.Verdict == Verdict.Vouch;

    public bool IsConditional => Signature?.Verdict == Verdict.Conditional;

    public bool IsOpposed => Signature?.Verdict == Verdict.Oppose;

    /// <summary>A line per named department.</summary>
    public static IReadOnlyList<SignatureRow> Of(IReadOnlyList<string> departmentIds, IReadOnlyList<Signature> signatures, Roster? roster) =>
    [
        .. departmentIds.Select(id => new SignatureRow(
            id,
            roster?.Department(id) is { } department ? department.HeadId ?? department.DeputyId : null,
            signatures.FirstOrDefault(s => s.DepartmentId == id))),
    ];
}

/// <summary>The one live card of a goal: its number, who vouches for it, and the buttons that make sense now.</summary>
public sealed record GoalCard(Goal Goal, IReadOnlyList<SignatureRow> Rows) : View
{
    public override string? Key => $"goal:{Goal.Id}";

    public string Id => Goal.Id;

    public GoalTerms Terms => Goal.Terms;

    public bool IsSigning => Goal.State == GoalState.Signing;

    public bool IsEffective => Goal.State == GoalState.Effective;

    public bool IsDropped => Goal.State == GoalState.Dropped;

    public bool HasObjection => IsSigning && Rows.Any(r => r.IsOpposed);

    /// <summary>The departments that have not vouched, once somebody decided without them.</summary>
    public IReadOnlyList<string> MissingIds => [.. Rows.Where(r => r.IsWaiting || r.IsOpposed).Select(r => r.DepartmentId)];

    public bool HasMissing => MissingIds.Count > 0;

    public int SignedCount => Rows.Count(r => r.IsVouched || r.IsConditional);

    /// <summary>The fingerprint as people compare it.</summary>
    public string Print => $"{Goal.Hash[..4]}…{Goal.Hash[^2..]}";

    public Reading? Latest => Goal.Readings.Count > 0 ? Goal.Readings[^1] : null;

    /// <summary>Why this edition replaced the one before, or null for the first.</summary>
    public GoalEdition? Before => Goal.Earlier.Count > 0 ? Goal.Earlier[^1] : null;

    /// <summary>The card as of now.</summary>
    public static GoalCard Of(Goal goal, Roster roster) => new(goal, SignatureRow.Of(goal.Terms.DepartmentIds, goal.Signatures, roster));
}
