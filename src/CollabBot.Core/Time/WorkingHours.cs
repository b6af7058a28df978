using System.Globalization;

namespace CollabBot.Core.Time;

/// <summary>The hours of a working day, as spans without overlap: <c>09:00-12:00,13:00-18:00</c>.</summary>
public sealed record WorkingHours(IReadOnlyList<(TimeOnly From, TimeOnly To)> Spans)
{
    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>Eight hours with a break at noon.</summary>
    public static WorkingHours Usual { get; } = Parse("09:00-12:00,13:00-18:00")!;

    /// <summary>The working time of a whole day.</summary>
    public TimeSpan PerDay { get; } = Spans.Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.To - s.From));

    /// <summary>Reads spans in order, separated by commas; null when it is not that.</summary>
    public static WorkingHours? Parse(string text)
    {
        var spans = new List<(TimeOnly From, TimeOnly To)>();
        foreach (var part in text.Split([',', '，'], StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || !Time(ends[0], out var from) || !Time(ends[1], out var to) || to <= from || (spans.Count > 0 && from < spans[^1].To))
                return null;
            spans.Add((from, to));
        }

        return new WorkingHours(spans);
    }

    /// <summary>The spans of a morning or an afternoon only.</summary>
    public IEnumerable<(TimeOnly From, TimeOnly To)> Half(bool morning) => morning
        ? Spans.Where(s => s.From < Noon).Select(s => (s.From, s.To < Noon ? s.To : Noon))
        : Spans.Where(s => s.To > Noon).Select(s => (s.From > Noon ? s.From : Noon, s.To));

    private static bool Time(string text, out TimeOnly time) => TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
