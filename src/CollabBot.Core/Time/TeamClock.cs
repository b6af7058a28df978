using System.Globalization;

namespace CollabBot.Core.Time;

/// <summary>The only clock: the instant now, the team's zone, and which days people work. Safe for many threads.</summary>
public sealed class TeamClock(TimeProvider time, TimeZoneInfo zone, WorkCalendar calendar)
{
    private WorkCalendar calendar = calendar;

    /// <summary>The source of instants and timers.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>The team's zone.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>Which days the company works, as of now.</summary>
    public WorkCalendar Calendar => Volatile.Read(ref calendar);

    /// <summary>The instant now, in UTC.</summary>
    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>The team's day now.</summary>
    public DateOnly Today => DayOf(Now);

    /// <summary>The instant as the team's wall clock shows it.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The team's day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The instant of a team day and time of day.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>Whether the team works on the day.</summary>
    public bool IsWorkday(DateOnly day) => Calendar.Kind(day).IsWorkday;

    /// <summary>The day itself if it is a working day, else the next one.</summary>
    public DateOnly WorkdayFrom(DateOnly day)
    {
        while (!IsWorkday(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>So many working days later (or, negative, earlier), not counting the day itself.</summary>
    public DateOnly AddWorkdays(DateOnly day, int count)
    {
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(Math.Sign(count));
            if (IsWorkday(day))
                left--;
        }

        return day;
    }

    /// <summary>The first working day of the ISO week that holds the day; make-up weekend days do not count; null when the whole week is off.</summary>
    public DateOnly? FirstWorkdayOfWeek(DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        for (var i = 0; i < 5; i++)
            if (IsWorkday(monday.AddDays(i)))
                return monday.AddDays(i);
        return null;
    }

    /// <summary>The company changed its days.</summary>
    internal void Use(WorkCalendar changed) => Volatile.Write(ref calendar, changed);

    /// <summary>The ISO week as <c>2026-W48</c>.</summary>
    public static string WeekOf(DateOnly day)
    {
        var date = day.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(date):D4}-W{ISOWeek.GetWeekOfYear(date):D2}");
    }
}
