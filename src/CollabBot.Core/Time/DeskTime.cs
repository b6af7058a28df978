using CollabBot.Core.People;

namespace CollabBot.Core.Time;

/// <summary>When somebody answers at a person's desk: the person's own working time, in which an absence stops nothing as long as whoever stands in is here.</summary>
public sealed class DeskTime(WorkTime work, CalendarSource calendars)
{
    /// <summary>The working time of the desk.</summary>
    public WorkSchedule Of(Person person, Roster roster)
    {
        var absences = calendars.AbsencesOf(person.Id);
        return absences.Count == 0 ? work.Of(person) : work.Of(person).With([.. absences.SelectMany(a => Unstaffed(a, person, roster))]);
    }

    private IEnumerable<Absence> Unstaffed(Absence absence, Person person, Roster roster)
    {
        if (roster.DeputyOf(person, absence.DeputyId) is not { } deputy)
            return [absence];
        return calendars.AbsencesOf(deputy.Id).Where(d => d.From <= absence.Until && d.Until >= absence.From).Select(d => Both(absence, d));
    }

    private static Absence Both(Absence one, Absence other)
    {
        var from = one.From > other.From ? one.From : other.From;
        var until = one.Until < other.Until ? one.Until : other.Until;
        return one with
        {
            From = from,
            Until = until,
            FromNoon = (one.FromNoon && from == one.From) || (other.FromNoon && from == other.From),
            UntilNoon = (one.UntilNoon && until == one.Until) || (other.UntilNoon && until == other.Until),
        };
    }
}
