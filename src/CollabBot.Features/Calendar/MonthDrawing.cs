using CollabBot.Core.Time;

namespace CollabBot.Features.Calendar;

/// <summary>Lays a month out.</summary>
internal static class MonthDrawing
{
    private static readonly MonthSquare Empty = new(null, false, false, false, false);

    public static MonthView Of(DateOnly first, WorkCalendar calendar, DateOnly today, string? country)
    {
        var days = Enumerable.Range(0, DateTime.DaysInMonth(first.Year, first.Month)).Select(i => calendar.Kind(first.AddDays(i))).ToList();
        var lead = ((int)first.DayOfWeek + 6) % 7;
        var squares = Enumerable.Repeat(Empty, lead).Concat(days.Select(d => new MonthSquare(d.Day.Day, !d.IsWorkday, d.IsMakeUp || (d.IsWorkday && IsWeekend(d.Day)), d.IsHalf, d.Day == today))).ToList();
        squares.AddRange(Enumerable.Repeat(Empty, (7 - (squares.Count % 7)) % 7));
        return new MonthView(
            first, [.. squares.Chunk(7).Select(w => new MonthWeek(w))], Runs(days), days.Count(d => d.IsWorkday), days.Exists(d => d.Expected), calendar.Public.Source, country);
    }

    private static List<SpecialDays> Runs(IReadOnlyList<DayKind> days)
    {
        var runs = new List<SpecialDays>();
        foreach (var day in days.Where(d => d.Name is not null))
        {
            var one = new SpecialDays(day.Day, day.Day, day.Name!, day.IsWorkday, day.IsHalf, day.IsCompany);
            if (runs.Count > 0 && runs[^1] is var last && last.Until == day.Day.AddDays(-1) && last with { From = one.From, Until = one.Until } == one)
                runs[^1] = last with { Until = day.Day };
            else
                runs.Add(one);
        }

        return runs;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
