using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.Away;

/// <summary>Says when the speaker is away, and who acts meanwhile: clocks that wait for them stand still, and what would go to them goes to the deputy.</summary>
[Command("away")]
public sealed record TakeLeave(DaySpan Days, PersonArgument? Deputy = null);

/// <summary>Takes the speaker's next absence back, or the one that holds the day.</summary>
[Command("away cancel")]
public sealed record CancelLeave(Due? Day = null);

/// <summary>What was noted and what follows from it.</summary>
public sealed record LeaveTaken(DaySpan Days, int Workdays, string? DeputyId, DateOnly? DeputyAwayUntil) : View
{
    public bool IsOneDay => Days.From == Days.Until;

    public bool IsHalf => IsOneDay && (Days.FromNoon || Days.UntilNoon);

    public string FirstDay => CompanyDay.IdOf(Days.From);
}

/// <summary>Tells the deputy.</summary>
public sealed record DeputyAsked(string PersonId, DaySpan Days) : View
{
    public bool IsOneDay => Days.From == Days.Until;
}

internal sealed class TakeLeaveHandler(WorkTime work, TeamClock clock) : IHandler<TakeLeave>
{
    public async Task<Reply> HandleAsync(TakeLeave command, Turn turn, CancellationToken cancel)
    {
        var days = command.Days;
        if (days.Until < clock.DayOf(turn.Now))
            return Reply.Refuse("away.past", ("days", days));
        var deputy = command.Deputy?.Person;
        if (deputy?.Id == turn.Actor.Id)
            return Reply.Refuse("away.deputy-is-you");
        var before = work.Of(turn.Actor);
        var workdays = Enumerable.Range(0, days.Until.DayNumber - days.From.DayNumber + 1).Count(i => before.IsWorkday(days.From.AddDays(i)));
        if (workdays == 0)
            return Reply.Refuse("away.nothing-to-miss", ("days", days));
        turn.Work.Save(new Absence
        {
            Id = await turn.NextIdAsync("L", cancel),
            PersonId = turn.Actor.Id,
            From = days.From,
            Until = days.Until,
            FromNoon = days.FromNoon,
            UntilNoon = days.UntilNoon,
            DeputyId = deputy?.Id,
        });
        turn.Raise(new LeaveChanged(turn.Actor.Id));
        if (deputy is not null)
            turn.Tell(deputy, new DeputyAsked(turn.Actor.Id, days));
        var clash = deputy is null ? null : work.Of(deputy).AwayOn(days.From);
        return new LeaveTaken(days, workdays, deputy?.Id, clash?.Until);
    }
}

internal sealed class CancelLeaveHandler(CalendarSource calendars, TeamClock clock) : IHandler<CancelLeave>
{
    public async Task<Reply> HandleAsync(CancelLeave command, Turn turn, CancellationToken cancel)
    {
        var today = clock.DayOf(turn.Now);
        var own = calendars.AbsencesOf(turn.Actor.Id).Where(a => a.Until >= today);
        var meant = command.Day is { Day: var day } ? own.FirstOrDefault(a => a.Covers(day)) : own.FirstOrDefault();
        if (meant is null || await turn.Work.FindAsync<Absence>(meant.Id, cancel) is not { Cancelled: false } absence)
            return Reply.Refuse("away.none");
        turn.Work.Save(absence with { Cancelled = true });
        turn.Raise(new LeaveChanged(turn.Actor.Id));
        return Reply.Say("away.cancelled", ("days", new DaySpan(absence.From, absence.Until, absence.FromNoon, absence.UntilNoon)));
    }
}
