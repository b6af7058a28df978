using System.Globalization;
using System.Text.Json;
using CollabBot.Core.Ledger;

namespace CollabBot.Core.Time;

/// <summary>Days that a government publishes year by year. Years without data follow the plain week and say so by <see cref="DayKind.Expected"/>; they are never computed.</summary>
public sealed class PublishedDays : IPublicDays
{
    private readonly Dictionary<DateOnly, string> holidays = [];
    private readonly Dictionary<DateOnly, string> makeUps = [];
    private readonly HashSet<int> years = [];

    private PublishedDays(string country, string source, string version) => (Country, Source, Version) = (country, source, version);

    /// <inheritdoc/>
    public string Country { get; }

    /// <inheritdoc/>
    public string Source { get; }

    /// <inheritdoc/>
    public string Version { get; }

    /// <inheritdoc/>
    public DateOnly? KnownUntil => new(years.Max(), 12, 31);

    /// <summary>Every special day: its name, and whether it is worked.</summary>
    public IReadOnlyDictionary<DateOnly, DayKind> Special => holidays.Keys.Concat(makeUps.Keys).Distinct().ToDictionary(d => d, Kind);

    /// <summary>Reads <c>{"source":"…","years":{"2026":{"holidays":{"2026-01-01":"元旦"},"makeUpWorkdays":{…}}}}</c>; throws <see cref="FormatException"/> or <see cref="JsonException"/> for anything else.</summary>
    public static PublishedDays Read(Stream json, string country)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (!root.TryGetProperty("years", out var listed) || listed.ValueKind != JsonValueKind.Object || !listed.EnumerateObject().Any())
            throw new FormatException("the calendar has no years");
        var source = root.TryGetProperty("source", out var said) ? said.GetString() ?? "" : "";
        var days = new PublishedDays(country, source, LedgerChain.Sha256(JsonSerializer.Serialize(listed))[..12]);
        foreach (var year in listed.EnumerateObject())
        {
            days.years.Add(int.Parse(year.Name, CultureInfo.InvariantCulture));
            Take(year.Value, "holidays", days.holidays);
            Take(year.Value, "makeUpWorkdays", days.makeUps);
        }

        return days;
    }

    /// <inheritdoc/>
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
            into[DateOnly.Parse(day.Name, CultureInfo.InvariantCulture)] = day.Value.GetString() ?? "";
    }
}
