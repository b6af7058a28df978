namespace CollabBot.Core.Time;

/// <summary>
/// When one person (or the team) works: calendar, hours, zone and absences. The only answer to "is this a working day", "is this a working hour" and "when is so much working time over". Immutable and pure.
/// </summary>
public sealed class WorkSchedule(WorkCalendar calendar, WorkingHours hours, TimeZoneInfo zone, IReadOnlyList<Absence> absences)
{
    // Whoever is away longer than this has no working time left that anybody waits for
    private const int FarthestDays = 800;

    /// <summary>The calendar of days.</summary>
    public WorkCalendar Calendar { get; } = calendar;

    /// <summary>The working time of a whole day.</summary>
    public TimeSpan PerDay => hours.PerDay;

    /// <summary>Where the days begin and end.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The day of an instant in the schedule's zone.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The same days and hours with exactly these absences.</summary>
    public WorkSchedule With(IReadOnlyList<Absence> others) => new(Calendar, hours, Zone, others);

    /// <summary>Whether any part of the day is worked.</summary>
    public bool IsWorkday(DateOnly day) => Open(day).Any();

    /// <summary>The absence that takes the whole day, or null.</summary>
    public Absence? AwayOn(DateOnly day) => absences.FirstOrDefault(a => a.Covers(day) && Calendar.Kind(day).IsWorkday && !Open(day).Any());

    /// <summary>Whether the instant is working time; a span's end is not.</summary>
    public bool IsOpen(DateTimeOffset instant) => Spans(DayOf(instant)).Any(s => s.From <= instant && instant < s.To);

    /// <summary>The instant itself if it is working time, else when work begins next; the far future if it does not.</summary>
    public DateTimeOffset OpenFrom(DateTimeOffset instant)
    {
        foreach (var (from, to) in From(instant))
            if (to > instant)
                return from > instant ? from : instant;
        return DateTimeOffset.MaxValue;
    }

    /// <summary>When work begins on the day or, if it does not, on the next that is worked; the far future if it never does.</summary>
    public DateTimeOffset OpenOn(DateOnly day) => OpenFrom(At(day, TimeOnly.MinValue));

    /// <summary>When so much working time has passed since the instant; the far future if it never does. The end of a span counts as reached at that end, not at the next beginning.</summary>
    public DateTimeOffset Add(DateTimeOffset start, TimeSpan workingTime)
    {
        if (workingTime <= TimeSpan.Zero)
            return start;
        var left = workingTime;
        foreach (var (from, to) in From(start))
        {
            var begin = from > start ? from : start;
            if (to <= begin)
                continue;
            if (to - begin >= left)
                return begin + left;
            left -= to - begin;
        }

        return DateTimeOffset.MaxValue;
    }

    /// <summary>The working time between two instants; zero when the second is not later.</summary>
    public TimeSpan Between(DateTimeOffset start, DateTimeOffset end)
    {
        var sum = TimeSpan.Zero;
        if (end <= start)
            return sum;
        foreach (var (from, to) in From(start))
        {
            if (from >= end)
                break;
            var begin = from > start ? from : start;
            var stop = to < end ? to : end;
            if (stop > begin)
                sum += stop - begin;
        }

        return sum;
    }

    /// <summary>The day itself if it is worked, else the next that is.</summary>
    public DateOnly WorkdayFrom(DateOnly day)
    {
        for (var i = 0; i < FarthestDays && !IsWorkday(day); i++)
            day = day.AddDays(1);
        return day;
    }

    /// <summary>So many working days later (or, negative, earlier), not counting the day itself.</summary>
    public DateOnly AddWorkdays(DateOnly day, int count)
    {
        for (int left = Math.Abs(count), i = 0; left > 0 && i < FarthestDays; i++)
        {
            day = day.AddDays(Math.Sign(count));
            if (IsWorkday(day))
                left--;
        }

        return day;
    }

    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> From(DateTimeOffset instant)
    {
        var first = DayOf(instant);
        for (var i = 0; i < FarthestDays; i++)
            foreach (var span in Spans(first.AddDays(i)))
                yield return span;
    }

    private IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Spans(DateOnly day) => Open(day).Select(s => (At(day, s.From), At(day, s.To)));

    private IEnumerable<(TimeOnly From, TimeOnly To)> Open(DateOnly day)
    {
        var kind = Calendar.Kind(day);
        if (!kind.IsWorkday)
            return [];
        var (morning, afternoon) = (true, !kind.IsHalf);
        foreach (var absence in absences)
        {
            if (!absence.Covers(day))
                continue;
            morning &= absence.FromNoon && day == absence.From;
            afternoon &= absence.UntilNoon && day == absence.Until;
        }

        return (morning, afternoon) switch
        {
            (true, true) => hours.Spans,
            (true, false) => hours.Half(morning: true),
            (false, true) => hours.Half(morning: false),
            _ => [],
        };
    }

    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time, DateTimeKind.Unspecified);
        // A time that the change to summer time leaves out is an hour later
        if (Zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
