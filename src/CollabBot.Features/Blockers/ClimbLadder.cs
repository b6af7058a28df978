using CollabBot.Core.Chat;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;

namespace CollabBot.Features.Blockers;

/// <summary>The minute's tick: what came due goes up one rung and is told, in one commit with its new moment, so that no restart tells it again. An index finds it; what waits is not looked at.</summary>
internal sealed class ClimbLadder(BlockerDesk desk, Ladder ladder) : IMomentJob
{
    // The rest has the next minute
    private const int MostAtOnce = 100;

    // Longer ago than this it was missed while the service was down; then nobody is woken outside working time
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        foreach (var blocker in await turn.Work.ListAsync(BlockerQueries.DueToClimb(turn.Now).Take(MostAtOnce), cancel))
            Next(blocker, turn);
    }

    private void Next(Blocker blocker, Turn turn)
    {
        var schedule = desk.ScheduleOf(blocker, turn.Roster);
        // Leave or the calendar may have moved it since it was planned
        if (schedule is null || blocker.NextClimb(schedule) is not { } due || due > turn.Now || (turn.Now - due > Late && !schedule.IsOpen(turn.Now)))
            desk.Save(blocker, turn);
        else if (blocker.HeldUntil is not null)
            Wake(blocker, turn);
        else
            ladder.Tell(desk.Save(blocker.Climb(turn.Roster, turn.Now), turn), turn);
    }

    private void Wake(Blocker blocker, Turn turn)
    {
        var awake = desk.Save(blocker.Wake(turn.Now), turn);
        turn.Tell(awake.Acting(turn.Roster), new BlockerHeld(awake, null, null));
        turn.Refresh(desk.Card(awake, turn.Roster));
    }
}

/// <summary>The moments of the ladder, as the blockers name them.</summary>
internal static class LadderMoments
{
    public static Moments<ClimbLadder, Blocker> Of(IDocumentStore store) => new(store, BlockerQueries.Planned, b => b.NextClimbAt);
}
