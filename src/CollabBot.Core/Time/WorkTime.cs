using System.Collections.Immutable;
using CollabBot.Core.People;
using Microsoft.Extensions.Options;

namespace CollabBot.Core.Time;

/// <summary>工作日引擎: gives everybody's <see cref="WorkSchedule"/> as of now. Every schedule, service time, deadline and reminder asks it.</summary>
public sealed class WorkTime(TeamClock clock, CalendarSource calendars, IOptions<TeamOptions> team)
{
    private Derived? today;
    private readonly WorkingHours hours = WorkingHours.Parse(team.Value.WorkingHours) ?? WorkingHours.Usual;

    /// <summary>When the team works.</summary>
    public WorkSchedule Team => new(clock.Calendar, hours, clock.Zone, []);

    /// <summary>When the person works: in their country and zone, without their absences; nobody works like the team.</summary>
    public WorkSchedule Of(Person? person)
    {
        if (person is null)
            return Team;
        var calendar = person.Country is { } country && country != clock.Calendar.Public.Country && calendars.Abroad(country) is { } days ? clock.Calendar.Abroad(days) : clock.Calendar;
        var zone = person.TimeZone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var found) ? found : clock.Zone;
        return new WorkSchedule(calendar, hours, zone, calendars.AbsencesOf(person.Id));
    }

    /// <summary>The roster as of today, with who is away and who stands in. The same one as long as neither changes: what is derived from it is kept by its identity.</summary>
    public Roster Today(Roster roster)
    {
        var last = Volatile.Read(ref today);
        var (day, absences) = (clock.Today, calendars.Absences);
        if (last is not null && ReferenceEquals(last.From, roster) && last.Day == day && last.Absences.SequenceEqual(absences))
            return last.Result;
        var away = absences.Where(a => a.Covers(day) && roster.Person(a.PersonId) is { } person && Of(person).AwayOn(day) is not null)
            .DistinctBy(a => a.PersonId).ToImmutableDictionary(a => a.PersonId, a => a.DeputyId, StringComparer.Ordinal);
        var result = away.Count == 0 ? roster : roster.WithAway(away);
        Volatile.Write(ref today, new Derived(roster, day, absences, result));
        return result;
    }

    private sealed record Derived(Roster From, DateOnly Day, IReadOnlyList<Absence> Absences, Roster Result);
}
