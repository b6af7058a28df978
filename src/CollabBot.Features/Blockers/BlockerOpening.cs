using CollabBot.Core.Chat;
using CollabBot.Features.Goals;

namespace CollabBot.Features.Blockers;

/// <summary>What opening a blocker means, however it was asked for.</summary>
internal static class BlockerOpening
{
    /// <summary>Refuses what cannot be reported as it stands.</summary>
    public static async Task CheckAsync(this Turn turn, OpenBlocker wish, BlockerDesk desk, CancellationToken cancel)
    {
        if (wish.Due is { } due && due.Day < desk.Today)
            throw new RuleException("blockers.due-past", ("day", due.Day));
        if (wish.Goal is { } goal && await turn.Work.FindAsync<Goal>(goal.Id, cancel) is null)
            throw new RuleException("goals.not-found", ("id", goal.Id));
    }

    /// <summary>Checks the wish and makes the blocker; staged by <see cref="ShowOpened"/>.</summary>
    public static async Task<Blocker> OpenBlockerAsync(this Turn turn, OpenBlocker wish, string? group, BlockerDesk desk, CancellationToken cancel)
    {
        await turn.CheckAsync(wish, desk, cancel);
        return Blocker.Open(await turn.NextIdAsync("B", cancel), wish.Text.Text, turn.Actor, wish.Owner, turn.Now) with
        {
            Severity = wish.Severity,
            Due = wish.Due?.Day,
            Amount = wish.Amount?.Amount,
            GoalId = wish.Goal?.Id,
            Group = group,
            Earlier = desk.Earlier(wish.Text.Text),
        };
    }

    /// <summary>Stages it, tells who has to act, and shows its card.</summary>
    public static BlockerCard ShowOpened(this Turn turn, Blocker blocker, BlockerDesk desk)
    {
        blocker = desk.Save(blocker, turn);
        turn.Raise(new BlockerOpened(blocker));
        var card = desk.Card(blocker, turn.Roster);
        if (blocker.Acting(turn.Roster) is { } acting && acting.Id != turn.Actor.Id)
            turn.Tell(acting, card);
        return card;
    }
}
