using CollabBot.Core.Text;
using CollabBot.Core.Time;

namespace CollabBot.Features.Calendar;

/// <summary>Countries by the names people use, in every language, and by their two letters.</summary>
internal sealed class Countries(Phrasebook phrases, TeamClock clock)
{
    private static readonly string[] Locales = ["zh-CN", "en"];

    /// <summary>The two letters of a country with known holidays, or null.</summary>
    public string? Find(string name) => All.FirstOrDefault(code =>
        string.Equals(code, name, StringComparison.OrdinalIgnoreCase) || Locales.Any(l => string.Equals(Name(code, l), name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>As a reader calls it.</summary>
    public string Name(string code, string locale) => phrases.Has("calendar.country." + code) ? phrases.Say("calendar.country." + code, locale) : code;

    /// <summary>Those that have a name in our words; the others go by their two letters.</summary>
    public IReadOnlyList<string> Names(string locale) => [.. All.Where(c => phrases.Has("calendar.country." + c)).Select(c => Name(c, locale))];

    private IEnumerable<string> All => ComputedDays.Countries.Prepend(clock.Calendar.Public.Country);
}
