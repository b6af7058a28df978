using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using CollabBot.Core.Commands;
using CollabBot.Core.People;

namespace CollabBot.Core.Text;

/// <summary>Puts values into a phrase the way a reader expects them.</summary>
internal static partial class PhraseFormat
{
    /// <summary>The placeholders of a phrase.</summary>
    public static IEnumerable<string> Names(string text) => Placeholder().Matches(text).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal);

    public static string Fill(string text, (string Name, object? Value)[] values, Phrasebook book, string locale) =>
        Placeholder().Replace(text, m => values.FirstOrDefault(v => v.Name == m.Groups[1].Value) is { Name: not null } found
            ? Show(found.Value, book, locale)
            : m.Value);

    /// <summary>One value as plain text.</summary>
    public static string Show(object? value, Phrasebook book, string locale) => value switch
    {
        null => "",
        string text => text,
        Phrase phrase => book.Say(phrase, locale),
        Enum word => book.Word(word, locale),
        DateOnly day => Day(day, book, locale),
        Due due => Day(due.Day, book, locale),
        DaySpan { From: var from, Until: var until } when from == until => Day(from, book, locale),
        DaySpan span => $"{Day(span.From, book, locale)} ~ {Day(span.Until, book, locale)}",
        DateTimeOffset time => TimeZoneInfo.ConvertTime(time, book.Zone).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.####", CultureInfo.InvariantCulture),
        Money money => money.Amount.ToString("#,##0.##", CultureInfo.InvariantCulture),
        Person person => person.Name,
        Department department => department.Name,
        Assignee assignee => assignee.Name,
        PersonArgument argument => argument.Person.Name,
        CommandParameterName name => book.Command(name.Command, locale).Parameters.GetValueOrDefault(name.Parameter)?.Label ?? name.Parameter,
        Departments departments => Show(departments.Items, book, locale),
        RecordRef reference => "#" + reference.Id,
        IEnumerable items => string.Join(book.Say("core.list-separator", locale), items.Cast<object?>().Select(i => Show(i, book, locale))),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Day(DateOnly day, Phrasebook book, string locale) =>
        book.Say("core.day", locale, ("date", day.ToString("MM-dd", CultureInfo.InvariantCulture)), ("weekday", day.DayOfWeek));

    [GeneratedRegex(@"\{([a-zA-Z][a-zA-Z0-9_-]*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
