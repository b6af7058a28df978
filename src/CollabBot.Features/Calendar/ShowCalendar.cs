using System.Globalization;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.Calendar;

/// <summary>A month seen from this one.</summary>
public enum NearMonth
{
    This,
    Next,
    Last,
}

/// <summary>Draws a month as the speaker works it.</summary>
[Command("calendar")]
public sealed record ShowCalendar(NearMonth? Near = null, Rest? Month = null);

/// <summary>One square of the month; <see cref="Day"/> is null before the first and after the last.</summary>
public sealed record MonthSquare(int? Day, bool Off, bool MakeUp, bool Half, bool Today);

/// <summary>A week from Monday on.</summary>
public sealed record MonthWeek(IReadOnlyList<MonthSquare> Days);

/// <summary>A run of special days with one name: 10-01 through 10-07 国庆节.</summary>
public sealed record SpecialDays(DateOnly From, DateOnly Until, string Name, bool Worked, bool Half, bool Company)
{
    public bool IsOneDay => From == Until;
}

/// <summary>A month: its weeks, what is special in it, how many days are worked, and whether that is certain.</summary>
public sealed record MonthView(DateOnly First, IReadOnlyList<MonthWeek> Weeks, IReadOnlyList<SpecialDays> Special, int Workdays, bool Expected, string Source, string? Country) : View
{
    public string Year => First.ToString("yyyy", CultureInfo.InvariantCulture);

    public string Month => First.ToString("%M", CultureInfo.InvariantCulture);

    public string Iso => NameOf(First);

    public string Previous => NameOf(First.AddMonths(-1));

    public string Next => NameOf(First.AddMonths(1));

    private static string NameOf(DateOnly first) => first.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

internal sealed class ShowCalendarHandler(WorkTime work, TeamClock clock, Countries countries) : IHandler<ShowCalendar>
{
    public Task<Reply> HandleAsync(ShowCalendar command, Turn turn, CancellationToken cancel)
    {
        var today = clock.DayOf(turn.Now);
        DateOnly? first = command.Month is { } typed && command.Near is null
            ? MonthName.Read(typed.Text, today)
            : MonthName.First(today).AddMonths(command.Near switch { NearMonth.Next => 1, NearMonth.Last => -1, _ => 0 });
        return Task.FromResult(first is { } month ? MonthDrawing.Of(month, work.Of(turn.Actor).Calendar, today, turn.Actor.Country is { } country ? countries.Name(country, turn.Locale) : null) : Reply.Refuse("calendar.no-month"));
    }
}
