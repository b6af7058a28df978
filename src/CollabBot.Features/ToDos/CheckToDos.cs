using System.Globalization;
using CollabBot.Core.Chat;
using CollabBot.Core.Time;
using CollabBot.Core.ToDos;
using CollabBot.Features.Blockers;
using CollabBot.Features.SyncDay;

namespace CollabBot.Features.ToDos;

/// <summary>
/// Three times on a working day, one call a person: looks for what was ticked where no event told it, and catches up with what was missed (switched on later, a department with a new head, an outage, a
/// permission given since).
/// </summary>
[Schedule("25 9,13,18 * * *", Holidays = HolidayRule.Skip)]
internal sealed class CheckToDos(ToDoKeeper keeper) : IJob
{
    public async Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        if (!keeper.IsOn)
            return;
        var reason = occurrence.At.UtcTicks.ToString(CultureInfo.InvariantCulture);
        foreach (var todo in await turn.Work.ListAsync(ToDo.Waiting, cancel))
            turn.Work.Enqueue(ToDoErrand.Bring(todo, reason, turn.Now));

        foreach (var action in await turn.Work.ListAsync(ActionItems.Open, cancel))
            await keeper.FollowAsync(Wanted.Of(action, turn.Roster), turn, cancel);
        foreach (var blocker in (await turn.Work.ListAsync(BlockerQueries.Unfinished, cancel)).Where(b => b.IsOnOwner))
            await keeper.FollowAsync(Wanted.Of(blocker, turn.Roster), turn, cancel);

        var open = (await turn.Work.ListAsync(ToDo.Open, cancel)).Where(t => t is { TaskId: not null, TickedAt: null, Lost: false });
        foreach (var person in open.GroupBy(t => (t.Platform, t.UserId)))
            turn.Work.Enqueue(ToDoErrand.See([.. person], reason, turn.Now));
    }
}
