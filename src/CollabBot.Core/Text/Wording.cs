using System.Globalization;
using CollabBot.Core.People;
using CollabBot.Core.Time;

namespace CollabBot.Core.Text;

/// <summary>How values read in one language, on the team's clock.</summary>
internal sealed class Wording(Phrasebook book, TeamClock clock, Roster roster, string locale)
{
    /// <summary>Any value as plain text.</summary>
    public string Show(object? value) => RecordObject.Plain(value) switch
    {
        DateOnly day => Day(day),
        DateTimeOffset time => Time(time),
        decimal or double or float or long or int or short or byte => Number(value),
        bool yes => book.Say(yes ? "core.yes" : "core.no", locale),
        var other => PhraseFormat.Show(other, book, locale),
    };

    /// <summary>The person an id or record names, or null.</summary>
    public Person? Person(object value) => value as Person ?? (value is string id ? roster.Person(id) : null);

    /// <summary>The name of a person or department by record or id; an id nobody has reads as it is.</summary>
    public string Name(object? value) => value switch
    {
        string id => roster.Person(id)?.Name ?? roster.Department(id)?.Name ?? id,
        _ => PhraseFormat.Show(value, book, locale),
    };

    /// <summary>11-27 and its weekday; with the year when it is not this one.</summary>
    public string Day(object? value) => value switch
    {
        DateOnly day => book.Say("core.day", locale, ("date", Date(day)), ("weekday", day.DayOfWeek)),
        DateTimeOffset time => Day(clock.DayOf(time)),
        _ => PhraseFormat.Show(value, book, locale),
    };

    /// <summary>11-27 alone, for an axis or a narrow column; with the year when it is not this one.</summary>
    public string Date(object? value) => value switch
    {
        DateOnly day => Date(day),
        DateTimeOffset time => Date(clock.DayOf(time)),
        _ => PhraseFormat.Show(value, book, locale),
    };

    /// <summary>11-27 10:41, in the team's zone.</summary>
    public string Time(object? value) => value is DateTimeOffset time
        ? string.Create(CultureInfo.InvariantCulture, $"{Date(clock.DayOf(time))} {clock.Local(time):HH:mm}")
        : Day(value);

    /// <summary>1,234.5: at most four decimals, no trailing zeros.</summary>
    public string Number(object? value) => value is IConvertible and not string and not bool
        ? Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("#,##0.####", CultureInfo.InvariantCulture)
        : Show(value);

    /// <summary>Yuan in the unit people say: ¥2M in English.</summary>
    public string Money(object? value)
    {
        if ((value as Commands.Money)?.Amount is not { } amount)
        {
            if (value is not IConvertible || value is string)
                return Show(value);
            amount = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
        }

        var (huge, large) = locale.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? (100_000_000m, 10_000m) : (1_000_000_000m, 1_000_000m);
        var (key, unit) = Math.Abs(amount) >= huge ? ("core.money-huge", huge) : Math.Abs(amount) >= large ? ("core.money-large", large) : ("core.money", 1m);
        return book.Say(key, locale, ("amount", (amount / unit).ToString("#,##0.##", CultureInfo.InvariantCulture)));
    }

    /// <summary>A public holiday by its published name.</summary>
    public string Holiday(object? name) => name is string { Length: > 0 } known ? book.Holiday(known, locale) : "";

    /// <summary>A phrase with named values: name, value, name, value.</summary>
    public string Phrase(string key, object?[] values)
    {
        if (!book.Has(key) || values.Length % 2 != 0)
            throw new InvalidOperationException($"'{key}' is no phrase, or a name lacks its value");
        return book.Say(new Phrase(key, [.. values.Chunk(2).Select(pair => (pair[0]?.ToString() ?? "", (object?)Show(pair[1])))]), locale);
    }

    private string Date(DateOnly day) => day.ToString(day.Year == clock.Today.Year ? "MM-dd" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
