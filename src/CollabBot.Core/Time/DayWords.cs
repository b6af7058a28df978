using CollabBot.Core.Text;

namespace CollabBot.Core.Time;

/// <summary>Says why a planned run is not on its usual day.</summary>
public sealed class DayWords(Phrasebook phrasebook, TeamClock clock)
{
    /// <summary>One short sentence naming the holiday that moved the run; null when no holiday did.</summary>
    public string? WhyMoved(Occurrence occurrence, string locale) =>
        clock.Calendar.Kind(occurrence.Nominal) is { IsWorkday: false, Name: { } holiday } && clock.DayOf(occurrence.At) != occurrence.Nominal
            ? phrasebook.Say("time.moved", locale, ("day", occurrence.Nominal), ("holiday", phrasebook.Holiday(holiday, locale)))
            : null;
}
