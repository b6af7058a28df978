using CollabBot.Core.Time;

namespace CollabBot.Features.Blockers;

/// <summary>Why the clock did not run as one might count, or ran all the same: a holiday, an absence, or a make-up day.</summary>
public sealed record ClockStop(DateOnly From, DateOnly Until, string? Holiday, string? AwayId, bool IsMakeUp)
{
    public bool IsOneDay => From == Until;
}

/// <summary>Both clocks of a blocker as of now, and what explains them.</summary>
public sealed record BlockerClock(string WhoseId, DateTimeOffset? RespondBy, DateTimeOffset? ResolveBy, IReadOnlyList<ClockStop> Stops)
{
    // More would explain less
    private const int MostStops = 4;
    private const int FarthestDays = 90;

    public bool HasTimes => RespondBy is not null || ResolveBy is not null;

    public bool HasStops => Stops.Count > 0;

    /// <summary>The clocks in the working time of whom the blocker waits for.</summary>
    public static BlockerClock Of(Blocker blocker, string whoseId, WorkSchedule schedule)
    {
        var (answer, solution) = (blocker.RespondBy(schedule), blocker.ResolveBy(schedule));
        var end = new[] { answer, solution }.OfType<DateTimeOffset>().Where(at => at < DateTimeOffset.MaxValue).Append(blocker.OpenedAt).Max();
        // A day that people named themselves explains itself
        return new BlockerClock(whoseId, Known(answer), blocker.Due is null ? Known(solution) : null, [.. StopsBetween(schedule, schedule.DayOf(blocker.RespondFrom), schedule.DayOf(end), whoseId).Take(MostStops)]);
    }

    private static DateTimeOffset? Known(DateTimeOffset? at) => at == DateTimeOffset.MaxValue ? null : at;

    private static List<ClockStop> StopsBetween(WorkSchedule schedule, DateOnly from, DateOnly until, string whoseId)
    {
        var stops = new List<ClockStop>();
        ClockStop? open = null;
        for (var (day, left) = (from, FarthestDays); day <= until && left > 0; (day, left) = (day.AddDays(1), left - 1))
        {
            var stop = Explain(schedule, day, whoseId);
            // A free day between two days of one absence neither ends nor explains it
            if (stop is null && !schedule.IsWorkday(day))
                continue;
            if (stop is not null && open is not null && stop == open with { From = stop.From, Until = stop.Until })
            {
                open = stops[^1] = open with { Until = day };
                continue;
            }

            open = stop;
            if (stop is not null)
                stops.Add(stop);
        }

        return stops;
    }

    private static ClockStop? Explain(WorkSchedule schedule, DateOnly day, string whoseId) => schedule.Calendar.Kind(day) switch
    {
        { IsWorkday: false, Name: { } name } => new ClockStop(day, day, name, null, false),
        { IsWorkday: true } when schedule.AwayOn(day) is not null => new ClockStop(day, day, null, whoseId, false),
        { IsMakeUp: true } => new ClockStop(day, day, null, null, true),
        _ => null,
    };
}
