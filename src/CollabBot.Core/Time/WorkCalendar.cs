using System.Text.Json;

namespace CollabBot.Core.Time;

/// <summary>What a day is: working or not, its name (国庆) when it is special, and whether its year is published or only expected (预计).</summary>
public sealed record DayKind(DateOnly Day, bool IsWorkday, string? Name, bool IsMakeUp, bool Expected);

/// <summary>Public holidays and make-up workdays. Years without data follow the plain week and say so by <see cref="DayKind.Expected"/>.</summary>
public sealed class WorkCalendar
{
    private readonly Dictionary<DateOnly, string> holidays = [];
    private readonly Dictionary<DateOnly, string> makeUps = [];
    private readonly HashSet<int> years = [];

    /// <summary>The calendar of mainland China as published.</summary>
    public static WorkCalendar China()
    {
        using var stream = typeof(WorkCalendar).Assembly.GetManifestResourceStream("calendars/cn.json")
            ?? throw new InvalidOperationException("calendars/cn.json is not embedded");
        return Read(stream);
    }

    /// <summary>Reads <c>{"years":{"2026":{"holidays":{"2026-01-01":"元旦"},"makeUpWorkdays":{…}}}}</c>.</summary>
    public static WorkCalendar Read(Stream json)
    {
        var calendar = new WorkCalendar();
        using var document = JsonDocument.Parse(json);
        foreach (var year in document.RootElement.GetProperty("years").EnumerateObject())
        {
            calendar.years.Add(int.Parse(year.Name, System.Globalization.CultureInfo.InvariantCulture));
            Take(year.Value, "holidays", calendar.holidays);
            Take(year.Value, "makeUpWorkdays", calendar.makeUps);
        }

        return calendar;
    }

    /// <summary>The last day with published data.</summary>
    public DateOnly KnownUntil => new(years.Max(), 12, 31);

    /// <summary>What the day is.</summary>
    public DayKind Kind(DateOnly day)
    {
        var expected = !years.Contains(day.Year);
        if (holidays.TryGetValue(day, out var holiday))
            return new DayKind(day, false, holiday, false, expected);
        if (makeUps.TryGetValue(day, out var makeUp))
            return new DayKind(day, true, makeUp, true, expected);
        return new DayKind(day, day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday), null, false, expected);
    }

    private static void Take(JsonElement year, string name, Dictionary<DateOnly, string> into)
    {
        if (!year.TryGetProperty(name, out var days))
            return;
        foreach (var day in days.EnumerateObject())
            into[DateOnly.Parse(day.Name, System.Globalization.CultureInfo.InvariantCulture)] = day.Value.GetString() ?? "";
    }
}
