namespace CollabBot.Core.Time;

/// <summary>A country's public holidays, and the weekend days that are worked instead.</summary>
public interface IPublicDays
{
    /// <summary>The country, two letters: CN, US.</summary>
    string Country { get; }

    /// <summary>Where the days come from: a notice, a library.</summary>
    string Source { get; }

    /// <summary>Changes when any day of it changes.</summary>
    string Version { get; }

    /// <summary>The last day that is certain; null when the days follow from rules and are certain as far as anyone asks.</summary>
    DateOnly? KnownUntil { get; }

    /// <summary>What the day is.</summary>
    DayKind Kind(DateOnly day);
}
