using Cronos;

namespace CollabBot.Core.Time;

/// <summary>Turns a schedule into planned instants: cron in team time, moved by the holiday rule, then some working days earlier.</summary>
public static class ScheduleCalculator
{
    // A moved or early occurrence leaves its nominal day; the longest public holiday is nine days
    private static readonly TimeSpan Reach = TimeSpan.FromDays(21);

    /// <summary>The occurrences in (<paramref name="after"/>, <paramref name="until"/>], in order of their instants. Two nominal days that move to the same instant give one occurrence, named by the first.</summary>
    public static IReadOnlyList<Occurrence> Occurrences(ScheduleAttribute schedule, string job, DateTimeOffset after, DateTimeOffset until, TeamClock clock)
    {
        if (until <= after)
            return [];
        var cron = CronExpression.Parse(schedule.Cron);
        return
        [
            .. cron.GetOccurrences(after - Reach, until + Reach, clock.Zone, fromInclusive: true, toInclusive: true)
                .Select(nominal => Move(schedule, job, nominal, clock))
                .OfType<Occurrence>()
                .Where(o => o.At > after && o.At <= until)
                .OrderBy(o => o.At).ThenBy(o => o.Nominal)
                .DistinctBy(o => o.At),
        ];
    }

    private static Occurrence? Move(ScheduleAttribute schedule, string job, DateTimeOffset nominal, TeamClock clock)
    {
        var local = clock.Local(nominal);
        var nominalDay = DateOnly.FromDateTime(local.DateTime);
        DateOnly? day = schedule.Holidays switch
        {
            HolidayRule.Skip => clock.IsWorkday(nominalDay) ? nominalDay : null,
            HolidayRule.NextWorkday => clock.WorkdayFrom(nominalDay),
            HolidayRule.FirstWorkdayOfWeek => clock.IsWorkday(nominalDay) ? nominalDay : clock.FirstWorkdayOfWeek(nominalDay),
            _ => nominalDay,
        };
        if (day is not { } moved)
            return null;
        if (schedule.WorkdaysBefore > 0)
            moved = clock.AddWorkdays(moved, -schedule.WorkdaysBefore);
        var at = moved == nominalDay ? nominal.ToUniversalTime() : clock.At(moved, TimeOnly.FromDateTime(local.DateTime));
        return new Occurrence(job, at, nominalDay);
    }
}
