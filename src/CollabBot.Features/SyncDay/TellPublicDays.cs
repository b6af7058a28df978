using CollabBot.Core.Chat;
using CollabBot.Features.Calendar;
using Microsoft.Extensions.Options;

namespace CollabBot.Features.SyncDay;

/// <summary>The sync group hears when public holidays moved: its meetings moved with them.</summary>
internal sealed class TellPublicDays(IOptions<SyncDayOptions> options) : IReaction<PublicDaysChanged>
{
    public Task ReactAsync(PublicDaysChanged happened, Turn turn, CancellationToken cancel)
    {
        if (options.Value.Place is { } place)
            turn.Post(place, happened.Card);
        return Task.CompletedTask;
    }
}
