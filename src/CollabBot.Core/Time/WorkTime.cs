using CollabBot.Core.People;
using Microsoft.Extensions.Options;

namespace CollabBot.Core.Time;

/// <summary>工作日引擎: gives everybody's <see cref="WorkSchedule"/> as of now. Every schedule, service time, deadline and reminder asks it.</summary>
public sealed class WorkTime(TeamClock clock, CalendarSource calendars, IOptions<TeamOptions> team)
{
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

    /// <summary>The absence that keeps the person from working all of today, or null.</summary>
    public Absence? AwayToday(Person person) => Of(person) is var schedule ? schedule.AwayOn(schedule.DayOf(clock.Now)) : null;

    /// <summary>Who speaks for the department today: its head; while the head is away, whom the head named, else the deputy, unless they are away, too. Null when nobody is named.</summary>
    public Person? ActingHead(Department department, Roster roster)
    {
        var head = roster.Person(department.HeadId) is { Left: false } named ? named : null;
        var deputy = roster.Person(department.DeputyId) is { Left: false } second ? second : null;
        if (head is null)
            return deputy;
        if (AwayToday(head) is not { } away)
            return head;
        Person?[] candidates = [roster.Person(away.DeputyId), deputy];
        return candidates.FirstOrDefault(c => c is { Left: false } && AwayToday(c) is null) ?? head;
    }
}
