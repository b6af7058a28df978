using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Core.Chat;

/// <summary>What an inbox envelope asks for; exactly one of the nested cases.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <summary>The command or job name, for the ledger and the log.</summary>
    public abstract string Name { get; }

    /// <summary>A bound command of somebody who may run it.</summary>
    public sealed record Run(CommandInfo Info, object Command) : Reading
    {
        /// <inheritdoc/>
        public override string Name => Info.Name;
    }

    /// <summary>Something is answered without running a rule: a form, a refusal, a guess.</summary>
    public sealed record Told(string Of, Reply Reply) : Reading
    {
        /// <inheritdoc/>
        public override string Name => Of;
    }

    /// <summary>A scheduled job is due.</summary>
    public sealed record Job(Occurrence Occurrence) : Reading
    {
        /// <inheritdoc/>
        public override string Name => Occurrence.Job;
    }

    /// <summary>Something happened that nobody said; reactions decide what follows.</summary>
    public sealed record Event(Happening Happening) : Reading
    {
        /// <inheritdoc/>
        public override string Name => Happening.GetType().Name;
    }

    /// <summary>Chatter: silence.</summary>
    public sealed record NotForUs : Reading
    {
        /// <inheritdoc/>
        public override string Name => "chatter";
    }
}
