using CollabBot.Core.Chat;

namespace CollabBot.Features.Welcome;

/// <summary>Tells a steward that the bot is out of a group, by whom, and how to get it back.</summary>
public sealed record GroupLost(string Group, string? ById) : View;

/// <summary>Remembers that nothing can be sent there any more and tells the stewards, once.</summary>
internal sealed class LoseGroup : IReaction<Happening.BotRemoved>
{
    public async Task ReactAsync(Happening.BotRemoved happened, Turn turn, CancellationToken cancel)
    {
        var id = turn.Place.ToString();
        var known = await turn.Work.FindAsync<GroupChat>(id, cancel);
        if (known is { LostAt: not null })
            return;
        var lost = (known ?? new GroupChat { Id = id }) with { LostAt = turn.Now };
        turn.Work.Save(lost);
        foreach (var keeper in turn.Roster.Keepers)
            turn.Tell(keeper, new GroupLost(lost.Title, turn.Message.SenderId.Length > 0 ? turn.Actor.Id : null));
    }
}
