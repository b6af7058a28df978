using System.Text.Json;
using System.Text.RegularExpressions;

namespace CollabBot.Core.Text;

/// <summary>
/// <c>templates/Core/lexicon.&lt;locale&gt;.json</c>: how a language says days, amounts and changes. Patterns are regular expressions over folded text.
/// All languages are understood at once, whatever the reader's own is.
/// </summary>
internal sealed record LexiconFile
{
    public IReadOnlyList<string> Bot { get; init; } = [];
    public IReadOnlyList<string> Everyone { get; init; } = [];
    public IReadOnlyDictionary<string, int> Numbers { get; init; } = new Dictionary<string, int>();
    public IReadOnlyDictionary<string, int> Weekdays { get; init; } = new Dictionary<string, int>();
    public IReadOnlyDictionary<string, int> Months { get; init; } = new Dictionary<string, int>();
    public IReadOnlyDictionary<string, int> Shifts { get; init; } = new Dictionary<string, int>();
    public IReadOnlyList<string> DayLeads { get; init; } = [];
    public IReadOnlyList<string> DayTails { get; init; } = [];

    /// <summary>What may follow a deadline without a blank, because it does not make another word of it: 周五前给出, but not 周五前端.</summary>
    public IReadOnlyList<string> DayGoesOn { get; init; } = [];
    public IReadOnlyList<DayPattern> Days { get; init; } = [];
    public IReadOnlyList<string> SpanWords { get; init; } = [];
    public IReadOnlyList<string> Mornings { get; init; } = [];
    public IReadOnlyList<string> Afternoons { get; init; } = [];
    public MoneyWords Money { get; init; } = new();
    public IReadOnlyList<ChangePattern> Changes { get; init; } = [];
    public IReadOnlyList<string> Measures { get; init; } = [];

    /// <summary>Words that belong to the next one, so that it is no label: the source, 这个来源.</summary>
    public IReadOnlyList<string> LeadIns { get; init; } = [];

    /// <summary>Words that belong to the one before, so that it is no label: source of truth, 来源的说法.</summary>
    public IReadOnlyList<string> GoOns { get; init; } = [];
    public IReadOnlyList<string> Yes { get; init; } = [];
    public IReadOnlyList<string> No { get; init; } = [];

    /// <summary>Reads and tries everything once, so that a broken pattern counts as a broken file.</summary>
    public static LexiconFile Parse(string json)
    {
        var file = TextFile.Read<LexiconFile>(json);
        try
        {
            _ = Lexicon.Of([file]);
            return file;
        }
        catch (RegexParseException e)
        {
            throw new JsonException(e.Message, e);
        }
    }
}

/// <summary>One way to say a day. <see cref="Soft"/> words also stand in sentences, so they count only at the edge of the text.</summary>
internal sealed record DayPattern(DayRule Rule, string Pattern, int Amount = 0, bool Soft = false);

/// <summary>One way to say from where to where; <c>{from}</c> and <c>{to}</c> stand for numbers with their unit. A sentence stays in the text.</summary>
internal sealed record ChangePattern(string Pattern, bool Sentence = false);

/// <summary>Words of amounts: sure units need nothing else, token units a word of their own, loose units a sign or currency.</summary>
internal sealed record MoneyWords
{
    public IReadOnlyList<string> Signs { get; init; } = [];
    public IReadOnlyList<string> Currencies { get; init; } = [];
    public IReadOnlyDictionary<string, decimal> SureUnits { get; init; } = new Dictionary<string, decimal>();
    public IReadOnlyDictionary<string, decimal> TokenUnits { get; init; } = new Dictionary<string, decimal>();
    public IReadOnlyDictionary<string, decimal> LooseUnits { get; init; } = new Dictionary<string, decimal>();

    /// <summary>What follows makes it a count of something else (200万用户).</summary>
    public IReadOnlyList<string> Counted { get; init; } = [];
}

/// <summary>How a matched pattern becomes a day.</summary>
internal enum DayRule
{
    /// <summary>Today plus the amount.</summary>
    Fixed,

    /// <summary>Group n times the amount of days from today.</summary>
    FromNow,

    /// <summary>Group weekday, in the week that group shift names, else the next one.</summary>
    Weekday,

    /// <summary>The amount as weekday, in the week of group shift.</summary>
    OfWeek,

    /// <summary>The last day of the month of group shift.</summary>
    MonthEnd,

    /// <summary>The last day of the quarter of group shift.</summary>
    QuarterEnd,

    /// <summary>The last day of the year of group shift.</summary>
    YearEnd,

    /// <summary>Groups m and d, and y when it is said.</summary>
    Date,

    /// <summary>Group d in this month, or the next once it is past.</summary>
    DayOfMonth,
}
