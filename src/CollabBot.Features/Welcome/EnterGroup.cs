using CollabBot.Core.Chat;

namespace CollabBot.Features.Welcome;

/// <summary>What the bot says once when it comes into a group.</summary>
public sealed record GroupWelcome : View;

/// <summary>Remembers the group and says hello there, once; a repeated event, or one about another bot, says nothing.</summary>
internal sealed class EnterGroup : IReaction<Happening.BotAdded>
{
    public async Task ReactAsync(Happening.BotAdded happened, Turn turn, CancellationToken cancel)
    {
        var id = turn.Place.ToString();
        var known = await turn.Work.FindAsync<GroupChat>(id, cancel);
        if (known is { LostAt: null })
            return;
        turn.Work.Save((known ?? new GroupChat { Id = id }) with
        {
            Name = happened.GroupName ?? known?.Name,
            AddedById = turn.Message.SenderId.Length > 0 ? turn.Actor.Id : null,
            AddedAt = turn.Now,
            LostAt = null,
        });
        turn.Post(turn.Place, new GroupWelcome());
    }
}
