namespace CollabBot.Features.Blockers;

/// <summary>Somebody is stuck and said so.</summary>
public sealed record BlockerOpened(Blocker Blocker);

/// <summary>The owner's side took it on.</summary>
public sealed record BlockerClaimed(Blocker Blocker);

/// <summary>The owner's side says it is solved.</summary>
public sealed record BlockerResolved(Blocker Blocker);

/// <summary>Who was stuck confirmed it.</summary>
public sealed record BlockerAccepted(Blocker Blocker);
