namespace CollabBot.Features.Goals;

/// <summary>A goal (or another edition of it) is open for signatures.</summary>
public sealed record GoalDrafted(Goal Goal);

/// <summary>A head answered.</summary>
public sealed record GoalSigned(Goal Goal, Signature Signature);

/// <summary>Every named department signed, or the sponsor decided.</summary>
public sealed record GoalEffective(Goal Goal);
