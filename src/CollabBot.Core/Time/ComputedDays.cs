using System.Collections.Concurrent;
using PublicHoliday;

namespace CollabBot.Core.Time;

/// <summary>Days that follow from a country's law by rules, computed by the PublicHoliday library; for people who work elsewhere. Thread-safe.</summary>
public sealed class ComputedDays : IPublicDays
{
    private readonly IPublicHolidays holidays;
    private readonly ConcurrentDictionary<int, IReadOnlyDictionary<DateOnly, string>> years = new();

    private ComputedDays(PublicHolidayCountryCode country)
    {
        Country = country.ToString().ToUpperInvariant();
        holidays = PublicHolidayFactory.GetPublicHolidayForCountry(country);
    }

    /// <summary>The countries there are rules for, two letters each.</summary>
    public static IReadOnlyList<string> Countries { get; } = [.. Enum.GetNames<PublicHolidayCountryCode>().Select(c => c.ToUpperInvariant()).Order(StringComparer.Ordinal)];

    /// <inheritdoc/>
    public string Country { get; }

    /// <inheritdoc/>
    public string Source => "PublicHoliday";

    /// <inheritdoc/>
    public string Version { get; } = typeof(IPublicHolidays).Assembly.GetName().Version?.ToString() ?? "";

    /// <inheritdoc/>
    public DateOnly? KnownUntil => null;

    /// <summary>The days of a country, or null when there are no rules for it.</summary>
    public static ComputedDays? Of(string country) =>
        Countries.Contains(country.ToUpperInvariant(), StringComparer.Ordinal) && Enum.TryParse<PublicHolidayCountryCode>(country, ignoreCase: true, out var code) ? new ComputedDays(code) : null;

    /// <inheritdoc/>
    public DayKind Kind(DateOnly day) => years.GetOrAdd(day.Year, Year).TryGetValue(day, out var name)
        ? new DayKind(day, false, name, false, false)
        : new DayKind(day, day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday), null, false, false);

    private IReadOnlyDictionary<DateOnly, string> Year(int year)
    {
        // The library's own cache is not made for several threads
        lock (holidays)
            return holidays.PublicHolidayNames(year).ToDictionary(h => DateOnly.FromDateTime(h.Key), h => h.Value);
    }
}
