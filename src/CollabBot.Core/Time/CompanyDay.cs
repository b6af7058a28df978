using CollabBot.Core.Storage;

namespace CollabBot.Core.Time;

/// <summary>How much of a day is worked.</summary>
public enum DayWork
{
    /// <summary>休息.</summary>
    Off,

    /// <summary>上班.</summary>
    Full,

    /// <summary>半天: until noon.</summary>
    Half,
}

/// <summary>A day on which the company differs from the public calendar; its id is the day, <c>2026-10-09</c>. A cancelled one counts no more.</summary>
[Collection("companydays")]
public sealed record CompanyDay : Document
{
    /// <summary>The day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What is worked.</summary>
    public required DayWork Work { get; init; }

    /// <summary>Why, as people read it: 公司年会.</summary>
    public required string Reason { get; init; }

    /// <summary>True once it was taken back.</summary>
    public bool Cancelled { get; init; }

    /// <summary>The id of a day.</summary>
    public static string IdOf(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>大小周: every second Saturday is worked, counted from <see cref="FirstWorked"/>; null = no Saturday is. There is one such document.</summary>
[Collection("saturdays")]
public sealed record SaturdayRule : Document
{
    /// <summary>The only id.</summary>
    public const string OnlyId = "saturdays";

    /// <summary>A Saturday that is worked.</summary>
    public DateOnly? FirstWorked { get; init; }
}
