using CollabBot.Core.Chat;
using CollabBot.Core.Time;
using CollabBot.Features.Away;

namespace CollabBot.Features.Blockers;

/// <summary>Moves what is planned when working time changed under it: at once for leave, every morning for the calendar and whatever else nobody told.</summary>
[Schedule("23 6 * * *")]
internal sealed class ReplanClocks(BlockerDesk desk) : IJob, IReaction<LeaveChanged>, IReaction<Happening.Reminder>
{
    private const string Matter = "blocker-clocks";

    public Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel) => ReplanAsync(turn, cancel);

    // The leave counts only once it is committed, so in a turn of its own
    public Task ReactAsync(LeaveChanged happened, Turn turn, CancellationToken cancel)
    {
        turn.Remind($"{Matter}:{happened.PersonId}:{turn.Now.UtcTicks}", new Happening.Reminder(Matter, happened.PersonId), turn.Now);
        return Task.CompletedTask;
    }

    public Task ReactAsync(Happening.Reminder happened, Turn turn, CancellationToken cancel) =>
        happened.Matter == Matter ? ReplanAsync(turn, cancel) : Task.CompletedTask;

    private async Task ReplanAsync(Turn turn, CancellationToken cancel)
    {
        foreach (var blocker in await turn.Work.ListAsync(BlockerQueries.Unfinished, cancel))
            if (desk.Plan(Started(blocker, turn.Now), turn.Roster) is var planned && planned.NextClimbAt != blocker.NextClimbAt)
            {
                turn.Work.Save(planned);
                turn.Refresh(desk.Card(planned, turn.Roster));
            }
    }

    // What waited while nobody was there to wait for, or before there were clocks, begins now and is not late at once
    private static Blocker Started(Blocker blocker, DateTimeOffset now) => blocker is { NextClimbAt: null, Rung: LadderRung.None, IsOnOwner: true }
        ? blocker with { Pauses = [.. blocker.Pauses, new ClockPause(blocker.OpenedAt, now)] }
        : blocker;
}
