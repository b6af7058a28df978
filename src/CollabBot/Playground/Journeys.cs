using CollabBot.Core.Time;

namespace CollabBot.Playground;

/// <summary>Where the time machine goes; always forward.</summary>
public enum Journey
{
    /// <summary>The next Monday, 10:00.</summary>
    Monday,

    /// <summary>The next working day, same time of day.</summary>
    Workday,

    /// <summary>The next 30 September, 10:00.</summary>
    NationalDay,

    /// <summary>The last day of the quarter, 17:00.</summary>
    QuarterEnd,
}

/// <summary>Turns a journey into an instant.</summary>
internal static class Journeys
{
    private static readonly TimeOnly Morning = new(10, 0);

    /// <summary>The first instant after now that fits.</summary>
    public static DateTimeOffset Target(Journey journey, TeamClock clock)
    {
        var today = clock.Today;
        return journey switch
        {
            Journey.Monday => clock.At(Next(clock, today, Morning, day => day.DayOfWeek == DayOfWeek.Monday), Morning),
            Journey.Workday => clock.At(clock.AddWorkdays(today, 1), TimeOnly.FromDateTime(clock.Local(clock.Now).DateTime)),
            Journey.NationalDay => clock.At(Next(clock, today, Morning, day => day is { Month: 9, Day: 30 }), Morning),
            _ => clock.At(Next(clock, today, new TimeOnly(17, 0), day => day.Month % 3 == 0 && day.AddDays(1).Day == 1), new TimeOnly(17, 0)),
        };
    }

    private static DateOnly Next(TeamClock clock, DateOnly day, TimeOnly time, Func<DateOnly, bool> fits)
    {
        while (!fits(day) || clock.At(day, time) <= clock.Now)
            day = day.AddDays(1);
        return day;
    }
}
