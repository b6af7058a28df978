using CollabBot.Core.Chat;
using CollabBot.Features.Blockers;
using CollabBot.Features.SyncDay;

namespace CollabBot.Features.ToDos;

/// <summary>Lets the to-dos follow every action and blocker that a turn changes, whatever changed it.</summary>
internal sealed class WatchRecords(ToDoKeeper keeper) : ITurnWatch
{
    public async Task SeeAsync(Turn turn, CancellationToken cancel)
    {
        if (!keeper.IsOn)
            return;
        foreach (var document in turn.Work.Staged.ToList())
        {
            if (document is ActionItem action)
                await keeper.FollowAsync(Wanted.Of(action, turn.Roster), turn, cancel);
            else if (document is Blocker blocker)
                await keeper.FollowAsync(Wanted.Of(blocker, turn.Roster), turn, cancel);
        }
    }
}
