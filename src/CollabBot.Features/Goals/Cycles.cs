using System.Globalization;
using System.Text.RegularExpressions;

namespace CollabBot.Features.Goals;

/// <summary>The stretch of time a goal counts in: a quarter, half a year or a year, written <c>2026Q4</c>, <c>2026H2</c>, <c>2026</c>.</summary>
public static partial class Cycles
{
    /// <summary>The quarter of the day.</summary>
    public static string Of(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year:D4}Q{((day.Month - 1) / 3) + 1}");

    /// <summary>The one way of writing it, or null when it is none.</summary>
    public static string? Read(string text) => Form().Match(text.Trim().ToUpperInvariant()) is { Success: true } match ? match.Groups["year"].Value + match.Groups["part"].Value : null;

    [GeneratedRegex(@"^(?<year>20[0-9]{2})[\s年-]*(?<part>Q[1-4]|H[12])?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
