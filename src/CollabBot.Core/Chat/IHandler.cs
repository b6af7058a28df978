namespace CollabBot.Core.Chat;

/// <summary>The rule behind one command: reads and stages through the turn, returns the answer; throws <see cref="RuleException"/> for a broken rule.</summary>
public interface IHandler<in TCommand>
{
    /// <summary>Runs inside the turn's unit of work and may run again from the start after a conflict, so it keeps no state.</summary>
    Task<Reply> HandleAsync(TCommand command, Turn turn, CancellationToken cancel);
}

/// <summary>Reacts to another slice's public event inside the same turn.</summary>
public interface IReaction<in TEvent>
{
    /// <summary>Stages what follows from the event.</summary>
    Task ReactAsync(TEvent happened, Turn turn, CancellationToken cancel);
}
