using System.Globalization;
using CollabBot.Core.Chat;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;

namespace CollabBot.Features.Calendar;

/// <summary>The public days as they were last known, so that a change is seen and said once. There is one such document.</summary>
[Collection("calendarstates", Ledger = false)]
public sealed record CalendarState : Document
{
    /// <summary>The only id.</summary>
    public const string OnlyId = "public";

    /// <summary>The version last seen.</summary>
    public required string DataVersion { get; init; }

    /// <summary>The special days from then on: day to name, worked ones with a plus in front.</summary>
    public required IReadOnlyDictionary<string, string> Days { get; init; }

    /// <summary>The last day with certain data.</summary>
    public DateOnly? KnownUntil { get; init; }
}

/// <summary>A day that is no longer what it was: its name, whether it is worked now.</summary>
public sealed record MovedDay(DateOnly Day, string Name, bool Worked);

/// <summary>Says that the public calendar changed: a newly published year, or days that moved.</summary>
public sealed record CalendarChanged(IReadOnlyList<MovedDay> Days, int More, DateOnly? NewUntil, string Source) : View;

/// <summary>Compares the public days with those last known; a change re-plans everything by itself, because plans are computed from the days, and is raised once, for the slices to tell.</summary>
[Schedule("11 9 * * *", Holidays = HolidayRule.NextWorkday)]
internal sealed class AnnounceCalendar(CalendarSource calendars, TeamClock clock) : IJob
{
    private const int MostShown = 12;

    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        calendars.RefreshPublic();
        if (clock.Calendar.Public is not PublishedDays published)
            return;
        var known = await turn.Work.FindAsync<CalendarState>(CalendarState.OnlyId, cancel);
        if (known?.DataVersion == published.Version)
            return;
        var now = published.Special.ToDictionary(d => CompanyDay.IdOf(d.Key), d => (d.Value.IsWorkday ? "+" : "") + d.Value.Name);
        turn.Work.Save((known ?? new CalendarState { Id = CalendarState.OnlyId, DataVersion = "", Days = now }) with { DataVersion = published.Version, Days = now, KnownUntil = published.KnownUntil });
        if (known is null)
            return;
        var today = CompanyDay.IdOf(clock.DayOf(turn.Now));
        var changed = now.Keys.Union(known.Days.Keys).Where(d => string.CompareOrdinal(d, today) >= 0 && now.GetValueOrDefault(d) != known.Days.GetValueOrDefault(d)).Order(StringComparer.Ordinal).ToList();
        if (changed.Count > 0)
            turn.Raise(new PublicDaysChanged(new CalendarChanged(
                [.. changed.Take(MostShown).Select(d => Moved(d, now.GetValueOrDefault(d)))], changed.Count - Math.Min(changed.Count, MostShown),
                published.KnownUntil > known.KnownUntil ? published.KnownUntil : null, published.Source)));
    }

    private static MovedDay Moved(string day, string? name)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return name is null ? new MovedDay(date, "", date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) : new MovedDay(date, name.TrimStart('+'), name.StartsWith('+'));
    }
}
