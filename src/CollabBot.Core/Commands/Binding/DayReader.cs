using System.Globalization;
using System.Text.RegularExpressions;
using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>Days: 周五前, 10-20, 3天内, by friday.</summary>
internal sealed class DayReader : IArgumentReader
{
    private const int LongestPhrase = 48;

    public object? Parse(string text, CommandParameter parameter, BindContext context)
    {
        var folded = Normaliser.Fold(text).Trim();
        foreach (var (pattern, regex) in context.Lexicon.Days)
            if (regex.Match(folded) is { Success: true } match && match.Groups["all"].Length == folded.Length && Day(pattern, match, context) is { } day)
                return Wrap(day, parameter);
        return null;
    }

    public IEnumerable<Found> Find(Utterance line, CommandParameter parameter, BindContext context)
    {
        // The friday of "next friday" is no day of its own
        var past = 0;
        foreach (var piece in line.Pieces.Where(p => !p.Quoted).ToList())
            if (piece.Start >= past && Best(line, piece.Start, parameter, context) is { } found)
            {
                past = found.End;
                yield return found;
            }
    }

    public string Write(object value) => (value is Due due ? due.Day : (DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static object Wrap(DateOnly day, CommandParameter parameter) => parameter.Type == typeof(Due) ? new Due(day) : day;

    private static Found? Best(Utterance line, int start, CommandParameter parameter, BindContext context)
    {
        Found? best = null;
        var length = Math.Min(LongestPhrase, line.Folded.Length - start);
        if (!context.Lexicon.AnyDay.IsMatch(line.Folded.AsSpan(start, length)))
            return null;
        foreach (var (pattern, regex) in context.Lexicon.Days)
        {
            var match = regex.Match(line.Folded, start, length);
            if (!match.Success)
                continue;
            var end = start + match.Groups["all"].Length;
            var apart = line.IsEdge(end) || line.MentionAt(end) is not null;
            if (best?.End >= end || !line.IsFree(start, end) || !(apart || context.Lexicon.DayGoesOn.IsMatch(line.Folded.AsSpan(end))))
                continue;
            if (Day(pattern, match, context) is { } day)
            {
                var firm = match.Groups["firm"].Success;
                // A day that runs on into the deed counts only when no other stands by itself
                best = new Found(start, end, Wrap(day, parameter)) { Strength = !apart ? 0 : firm ? 2 : 1, Soft = pattern.Soft && !firm };
            }
        }

        return best;
    }

    private static DateOnly? Day(DayPattern pattern, Match match, BindContext context)
    {
        var (today, lexicon) = (context.Today, context.Lexicon);
        var shift = match.Groups["shift"] is { Success: true } said ? lexicon.Shifts.GetValueOrDefault(said.Value) : (int?)null;
        return pattern.Rule switch
        {
            DayRule.Fixed => today.AddDays(pattern.Amount),
            DayRule.FromNow => lexicon.Whole(match.Groups["n"].Value) is { } n ? today.AddDays(n * pattern.Amount) : null,
            DayRule.Weekday => Weekday(today, lexicon.Weekdays.GetValueOrDefault(match.Groups["weekday"].Value, 1), shift),
            DayRule.OfWeek => Weekday(today, pattern.Amount, shift),
            DayRule.MonthEnd => EndOfMonth(today.AddMonths(shift ?? 0)),
            DayRule.QuarterEnd => EndOfMonth(new DateOnly(today.Year, ((today.Month - 1) / 3 * 3) + 3, 1).AddMonths(3 * (shift ?? 0))),
            DayRule.YearEnd => new DateOnly(today.Year + (shift ?? 0), 12, 31),
            DayRule.Date => Date(today, match, lexicon),
            DayRule.DayOfMonth => lexicon.Whole(match.Groups["d"].Value) is { } d ? DayOfMonth(today, d) : null,
            _ => null,
        };
    }

    /// <summary>In the week so many weeks from this one; without a week the next such day, today included.</summary>
    private static DateOnly Weekday(DateOnly today, int weekday, int? weeks)
    {
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var day = monday.AddDays(weekday - 1 + (7 * (weeks ?? 0)));
        return weeks is null && day < today ? day.AddDays(7) : day;
    }

    private static DateOnly EndOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private static DateOnly? Date(DateOnly today, Match match, Lexicon lexicon)
    {
        var month = lexicon.Months.TryGetValue(match.Groups["m"].Value, out var named) ? named : lexicon.Whole(match.Groups["m"].Value);
        if (month is not { } m || lexicon.Whole(match.Groups["d"].Value) is not { } d)
            return null;
        if (match.Groups["y"] is { Success: true } year)
            return Exact(int.Parse(year.Value, CultureInfo.InvariantCulture), m, d);

        // Past days mean the next time they come; 02-29 the next leap year
        for (var y = today.Year; y <= today.Year + 8; y++)
            if (Exact(y, m, d) is { } day && day >= today)
                return day;
        return null;
    }

    private static DateOnly? DayOfMonth(DateOnly today, int d)
    {
        for (var first = new DateOnly(today.Year, today.Month, 1); first <= today.AddMonths(3); first = first.AddMonths(1))
            if (Exact(first.Year, first.Month, d) is { } day && day >= today)
                return day;
        return null;
    }

    private static DateOnly? Exact(int year, int month, int day) =>
        year is > 1900 and < 3000 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
}
