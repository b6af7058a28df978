using CollabBot.Core.Chat;

namespace CollabBot.Core.Time;

/// <summary>What happens to an occurrence that falls on a day off.</summary>
public enum HolidayRule
{
    /// <summary>It runs all the same.</summary>
    Run,

    /// <summary>It is left out.</summary>
    Skip,

    /// <summary>It moves to the next working day.</summary>
    NextWorkday,

    /// <summary>It moves to the first working day of its ISO week; a week without one has none.</summary>
    FirstWorkdayOfWeek,
}

/// <summary>
/// When a job runs: five-field cron in team time, moved by the holiday rule, then <see cref="WorkdaysBefore"/> working days earlier at the same time of day.
/// The resulting instant is the job's identity: it runs once, is caught up within <see cref="GraceMinutes"/> after downtime, and never twice.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ScheduleAttribute(string cron) : Attribute
{
    /// <summary>Five fields, team time.</summary>
    public string Cron { get; } = cron;

    /// <summary>For days off.</summary>
    public HolidayRule Holidays { get; init; } = HolidayRule.Run;

    /// <summary>How many working days before the (moved) day.</summary>
    public int WorkdaysBefore { get; init; }

    /// <summary>How late it may still run.</summary>
    public int GraceMinutes { get; init; } = 240;
}

/// <summary>A planned run. <see cref="Nominal"/> is the day the cron names, before it was moved.</summary>
public sealed record Occurrence(string Job, DateTimeOffset At, DateOnly Nominal);

/// <summary>A scheduled piece of work; runs as a turn of the person <c>system</c>, so that everything it stages commits once.</summary>
public interface IJob
{
    /// <summary>Stages what is due; may run again from the start after a conflict.</summary>
    Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel);
}
