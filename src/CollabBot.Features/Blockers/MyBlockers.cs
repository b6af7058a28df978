using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Time;

namespace CollabBot.Features.Blockers;

/// <summary>What waits for me, and what I wait for.</summary>
[Command("blocker mine")]
public sealed record ListMyBlockers;

/// <summary>Three lists: on me to solve, on me to accept, raised by me.</summary>
public sealed record MyBlockers(IReadOnlyList<BlockerLine> OnMe, IReadOnlyList<BlockerLine> ToAccept, IReadOnlyList<BlockerLine> ByMe) : View
{
    public bool HasNone => OnMe.Count + ToAccept.Count + ByMe.Count == 0;

    public bool HasOnMe => OnMe.Count > 0;

    public bool HasToAccept => ToAccept.Count > 0;

    public bool HasByMe => ByMe.Count > 0;

    /// <summary>The person's part of everything that is not accepted yet.</summary>
    public static MyBlockers Of(IReadOnlyList<Blocker> unfinished, Person me, Roster roster, TeamClock clock)
    {
        return new MyBlockers(
            Lines(unfinished.OnPerson(me, roster)),
            Lines(unfinished.ToAccept(me)),
            Lines(unfinished.Where(b => b.ReporterId == me.Id && b.IsOnOwner).Pressing()));

        IReadOnlyList<BlockerLine> Lines(IEnumerable<Blocker> blockers) =>
            [.. blockers.Take(10).Select(b => new BlockerLine(b, b.Acting(roster)?.Id, b.IsOverdue(clock.Today)))];
    }
}

internal sealed class ListMyBlockersHandler(TeamClock clock) : IHandler<ListMyBlockers>
{
    public async Task<Reply> HandleAsync(ListMyBlockers command, Turn turn, CancellationToken cancel) =>
        MyBlockers.Of(await turn.Work.ListAsync(BlockerQueries.Unfinished, cancel), turn.Actor, turn.Roster, clock);
}
