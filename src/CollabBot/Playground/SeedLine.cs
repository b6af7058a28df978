using System.Globalization;
using System.Text.RegularExpressions;
using CollabBot.Core.Time;

namespace CollabBot.Playground;

/// <summary>A line somebody said in the example company before the visitor came; read from <c>seed.chat</c>.</summary>
internal sealed partial record SeedLine(DateTimeOffset At, PlaygroundChat Chat, string PersonId, string Text)
{
    /// <summary>The lines in the order of the file, dated back from the clock's today.</summary>
    public static IReadOnlyList<SeedLine> ReadAll(TeamClock clock)
    {
        using var stream = typeof(SeedLine).Assembly.GetManifestResourceStream("playground/seed.chat")
            ?? throw new InvalidOperationException("playground/seed.chat is not embedded");
        using var reader = new StreamReader(stream);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => line[0] != '#')
                .Select(line => Read(line, clock)),
        ];
    }

    private static SeedLine Read(string line, TeamClock clock)
    {
        var parts = line.Split(' ', 5, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var day = clock.AddWorkdays(clock.Today, -int.Parse(parts[0], CultureInfo.InvariantCulture));
        return new SeedLine(
            clock.At(day, TimeOnly.Parse(parts[1], CultureInfo.InvariantCulture)),
            PlaygroundChats.Find(parts[2]) ?? throw new FormatException($"seed.chat names no chat in: {line}"),
            PlaygroundTeam.Find(parts[3])?.Id ?? throw new FormatException($"seed.chat names no persona in: {line}"),
            DateForm().Replace(parts[4], match => Written(Date(match.Groups[1].Value, clock), clock)));
    }

    private static string Written(DateOnly day, TeamClock clock) =>
        day.ToString(day.Year == clock.Today.Year ? "MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Date(string form, TeamClock clock)
    {
        if (form != "quarter")
            return clock.AddWorkdays(clock.Today, int.Parse(form, CultureInfo.InvariantCulture));
        // A goal that is due in a few days would look odd
        var day = clock.Today.AddDays(20);
        while (day.Month % 3 != 0 || day.AddDays(1).Day != 1)
            day = day.AddDays(1);
        return day;
    }

    [GeneratedRegex(@"\{(\+\d+|quarter)\}")]
    private static partial Regex DateForm();
}
