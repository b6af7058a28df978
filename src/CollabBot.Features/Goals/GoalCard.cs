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

/// <summary>A number and when it was known.</summary>
public sealed record CoursePoint(DateTimeOffset At, decimal Value);

/// <summary>The one live card of a goal: its number, who vouches for it, and the buttons that make sense now.</summary>
public sealed record GoalCard(Goal Goal, IReadOnlyList<SignatureRow> Rows) : View
{
    private const int MostPoints = 12;

    public override string? Key => $"goal:{Goal.Id}";

    public string Id => Goal.Id;

    public GoalTerms Terms => Goal.Terms;

    public bool IsSigning => Goal.State == GoalState.Signing;

    public bool IsEffective => Goal.State == GoalState.Effective;

    public bool IsDropped => Goal.State == GoalState.Dropped;

    public bool HasObjection => IsSigning && Rows.Any(r => r.IsOpposed);

    /// <summary>The departments that had not vouched when somebody decided without them.</summary>
    public IReadOnlyList<string> MissingIds => Goal.DecidedOverIds.Count > 0 ? Goal.DecidedOverIds : [.. Rows.Where(r => r.IsWaiting || r.IsOpposed).Select(r => r.DepartmentId)];

    public bool HasMissing => MissingIds.Count > 0;

    public int SignedCount => Rows.Count(r => r.IsVouched || r.IsConditional);

    /// <summary>The fingerprint as people compare it.</summary>
    public string Print => Short(Goal.Hash);

    public Reading? Latest => Goal.Readings.Count > 0 ? Goal.Readings[^1] : null;

    /// <summary>Where it stood when: the start and the reports since, the last of them.</summary>
    public IReadOnlyList<CoursePoint> Course => [.. Goal.Readings.Select(r => new CoursePoint(r.At, r.Value)).Prepend(new CoursePoint(Goal.DraftedAt, Terms.From)).TakeLast(MostPoints)];

    /// <summary>One report is a number; a course takes two.</summary>
    public bool HasCourse => Goal.Readings.Count >= 2;

    /// <summary>How much of the way from the start to the target is done, in percent; negative when it went the other way.</summary>
    public int Share => Terms.To == Terms.From ? 100 : (int)Math.Clamp(Math.Floor((double)(Goal.Current - Terms.From) / (double)(Terms.To - Terms.From) * 100), -999, 999);

    /// <summary>How much is missing.</summary>
    public decimal Gap => Math.Abs(Terms.To - Goal.Current);

    public bool IsReached => Share >= 100;

    public IReadOnlyList<Rung> Ladder => Rung.Of(Goal);

    public bool HasLadder => Goal.Counters.Count > 0 && !IsDropped;

    public bool IsCompany => Terms.Rank == GoalRank.Company;

    public bool HasPast => Goal.Earlier.Count > 0;

    /// <summary>Why this edition replaced the one before, or null for the first.</summary>
    public GoalEdition? Before => Goal.Earlier.Count > 0 ? Goal.Earlier[^1] : null;

    internal static string Short(string hash) => $"{hash[..4]}…{hash[^2..]}";

    /// <summary>The card as of now.</summary>
    public static GoalCard Of(Goal goal, Roster roster) => new(goal, SignatureRow.Of(goal.Terms.DepartmentIds, goal.Signatures, roster));
}
