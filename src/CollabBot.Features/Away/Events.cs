namespace CollabBot.Features.Away;

/// <summary>Somebody said when they are away, or took it back; in force once the turn is committed.</summary>
public sealed record LeaveChanged(string PersonId);
