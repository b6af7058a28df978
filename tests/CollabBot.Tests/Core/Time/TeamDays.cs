using CollabBot.Core.Time;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Core.Time;

/// <summary>The team's clock and random days for tests of this folder.</summary>
internal static class TeamDays
{
    public static readonly WorkCalendar Calendar = WorkCalendar.China();

    public static readonly Gen<DateOnly> Any = Gen.Int[0, 365 * 8].Select(d => new DateOnly(2022, 1, 1).AddDays(d));

    public static TeamClock Clock(DateTimeOffset? now = null, string zone = "Asia/Shanghai") =>
        new(new FakeTimeProvider(now ?? new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero)), TimeZoneInfo.FindSystemTimeZoneById(zone), Calendar);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The instant as the team's wall clock shows it: 2026-10-08 10:00.</summary>
    public static string Wall(this TeamClock clock, DateTimeOffset instant) => clock.Local(instant).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
