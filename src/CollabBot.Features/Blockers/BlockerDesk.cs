using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Time;

namespace CollabBot.Features.Blockers;

/// <summary>Where rules meet working time: plans what happens next by itself, stages it, and draws the card with its clocks.</summary>
internal sealed class BlockerDesk(DeskTime desks, LikeBlockers like, TeamClock clock)
{
    /// <summary>The team's day now.</summary>
    public DateOnly Today => clock.Today;

    /// <summary>How something like it was solved before, or null.</summary>
    public EarlierSolution? Earlier(string text) => like.Solved(text);

    /// <summary>The working time the blocker's clocks run in; null when there is nobody to wait for.</summary>
    public WorkSchedule? ScheduleOf(Blocker blocker, Roster roster) => blocker.Responsible(roster) is { } person ? desks.Of(person, roster) : null;

    /// <summary>The blocker with what happens next by itself, as of now; what should have happened already comes with the next working minute.</summary>
    public Blocker Plan(Blocker blocker, Roster roster)
    {
        var schedule = ScheduleOf(blocker, roster);
        return blocker with { NextClimbAt = blocker.NextClimb(schedule) is { } next && next < clock.Now ? schedule?.OpenFrom(clock.Now) : blocker.NextClimb(schedule) };
    }

    /// <summary>Plans and stages it; returns it as staged.</summary>
    public Blocker Save(Blocker blocker, Turn turn)
    {
        var planned = Plan(blocker, turn.Roster);
        turn.Work.Save(planned);
        // What moves on is no longer on the heads' table
        if (planned is { HeadsReason: not null, Rung: < LadderRung.Heads })
            turn.Refresh(HeadsCard.Of(planned, turn.Roster));
        return planned;
    }

    /// <summary>The live card, with the clocks while they run.</summary>
    public BlockerCard Card(Blocker blocker, Roster roster) => BlockerCard.Of(blocker, roster, clock) with { Clock = ClockOf(blocker, roster) };

    /// <summary>The clocks while they run, else null.</summary>
    public BlockerClock? ClockOf(Blocker blocker, Roster roster) =>
        blocker is { IsOnOwner: true, HeldUntil: null } && blocker.Responsible(roster) is { } person ? BlockerClock.Of(blocker, person.Id, desks.Of(person, roster)) : null;
}
