using System.Globalization;
using System.Text.RegularExpressions;

namespace CollabBot.Features.Calendar;

/// <summary>Reads months as people name them: 10月, 2027-01, 2027年1月, October, Jan 2027.</summary>
internal static partial class MonthName
{
    private const int FirstYear = 2000, LastYear = 2100;
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>The first of the month; null when it is none. Without a year the one nearest to today.</summary>
    public static DateOnly? Read(string text, DateOnly today)
    {
        var match = Digits().Match(text.Trim());
        if (match.Success)
            return Of(match.Groups["y"] is { Success: true } year ? int.Parse(year.Value, CultureInfo.InvariantCulture) : null, int.Parse(match.Groups["m"].Value, CultureInfo.InvariantCulture), today);
        foreach (var (form, hasYear) in new[] { ("MMMM yyyy", true), ("MMM yyyy", true), ("MMMM", false), ("MMM", false) })
            if (DateTime.TryParseExact(text.Trim(), form, English, DateTimeStyles.None, out var date))
                return Of(hasYear ? date.Year : null, date.Month, today);
        return null;
    }

    public static DateOnly First(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly? Of(int? year, int month, DateOnly today)
    {
        if (month is < 1 or > 12 || year is < FirstYear or > LastYear)
            return null;
        if (year is { } said)
            return new DateOnly(said, month, 1);
        // In November, January is the coming one and September the past one
        var ahead = ((month - today.Month + 12) % 12);
        return First(today).AddMonths(ahead > 8 ? ahead - 12 : ahead);
    }

    [GeneratedRegex(@"\A(?:(?<y>\d{4})\s?[-/.年]\s?)?(?<m>\d{1,2})\s?月?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
