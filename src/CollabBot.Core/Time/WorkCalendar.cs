namespace CollabBot.Core.Time;

/// <summary>
/// What a day is: working or not, its name (国庆, 公司年会) when it is special, and whether its year is published or only expected (预计).
/// </summary>
public sealed record DayKind(DateOnly Day, bool IsWorkday, string? Name, bool IsMakeUp, bool Expected)
{
    /// <summary>Only the morning is worked.</summary>
    public bool IsHalf { get; init; }

    /// <summary>The company said so, not the public calendar.</summary>
    public bool IsCompany { get; init; }
}

/// <summary>Which days are worked: a country's public days, and what the company changed about them. Immutable.</summary>
public sealed class WorkCalendar
{
    private readonly IReadOnlyDictionary<DateOnly, CompanyDay> company;
    private readonly DateOnly? firstSaturday;

    private WorkCalendar(IPublicDays publicDays, IReadOnlyDictionary<DateOnly, CompanyDay> company, DateOnly? firstSaturday)
    {
        Public = publicDays;
        this.company = company;
        this.firstSaturday = firstSaturday;
    }

    /// <summary>The public days below.</summary>
    public IPublicDays Public { get; }

    /// <summary>The last day with published data; the far future when the days follow from rules.</summary>
    public DateOnly KnownUntil => Public.KnownUntil ?? DateOnly.MaxValue;

    /// <summary>The calendar of mainland China as published, without any company's changes.</summary>
    public static WorkCalendar China()
    {
        using var stream = typeof(WorkCalendar).Assembly.GetManifestResourceStream("calendars/cn.json")
            ?? throw new InvalidOperationException("calendars/cn.json is not embedded");
        return Read(stream);
    }

    /// <summary>A calendar of published days for China; see <see cref="PublishedDays.Read"/> for the form.</summary>
    public static WorkCalendar Read(Stream json) => Of(PublishedDays.Read(json, "CN"));

    /// <summary>A calendar of public days only.</summary>
    public static WorkCalendar Of(IPublicDays publicDays) => new(publicDays, new Dictionary<DateOnly, CompanyDay>(), null);

    /// <summary>This calendar with exactly these company days and this Saturday rule.</summary>
    public WorkCalendar With(IEnumerable<CompanyDay> days, SaturdayRule? saturdays) =>
        new(Public, days.Where(d => !d.Cancelled).ToDictionary(d => d.Day), saturdays?.FirstWorked);

    /// <summary>
    /// The calendar of somebody of the same company in another country: the company's days off hold there, too; its make-up days and worked Saturdays do not.
    /// </summary>
    public WorkCalendar Abroad(IPublicDays publicDays) => new(publicDays, company.Where(d => d.Value.Work != DayWork.Full).ToDictionary(), null);

    /// <summary>What the day is.</summary>
    public DayKind Kind(DateOnly day)
    {
        var kind = Public.Kind(day);
        if (company.TryGetValue(day, out var change))
            return kind with { IsWorkday = change.Work != DayWork.Off, IsHalf = change.Work == DayWork.Half, Name = change.Reason, IsMakeUp = change.Work != DayWork.Off && !kind.IsWorkday, IsCompany = true };
        // A public holiday on a worked Saturday stays one
        return firstSaturday is { } first && day.DayOfWeek == DayOfWeek.Saturday && kind is { IsWorkday: false, Name: null } && (day.DayNumber - first.DayNumber) % 14 == 0
            ? kind with { IsWorkday = true, IsCompany = true }
            : kind;
    }
}
