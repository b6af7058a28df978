namespace CollabBot.Core.Time;

/// <summary>Real elapsed time, for pauses and time-outs; the team's clock may be moved, this one never is.</summary>
public sealed record Pulse(TimeProvider Time);
