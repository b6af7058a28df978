using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Blockers;

/// <summary>Says "I am stuck". Only the words are required: without an owner it is kept all the same, and the card asks whom to ask.</summary>
[Command("blocker")]
public sealed record OpenBlocker(
    [Long] Rest Text,
    Assignee? Owner = null,
    Due? Due = null,
    Severity Severity = Severity.P1,
    Money? Amount = null,
    [Ref("G")] RecordRef? Goal = null);

internal sealed class OpenBlockerHandler(BlockerDesk desk, SimilarDesk similar, MessageSources sources) : IHandler<OpenBlocker>
{
    public async Task<Reply> HandleAsync(OpenBlocker command, Turn turn, CancellationToken cancel)
    {
        await turn.CheckAsync(command, desk, cancel);
        var group = turn.IsDirect ? null : turn.Place.ToString();
        // A form has no words that anybody could recall
        var said = turn.Message is { MessageId: { } id, CardRef: null, Fields: null } ? id : null;
        if (await similar.OfferAsync(command, group, said, turn, cancel) is { } offered)
            return offered;
        var blocker = await turn.OpenBlockerAsync(command, group, desk, cancel);
        if (said is not null)
            blocker = sources.Follow(blocker, said, new BlockerSource { IsCommand = true }, turn);
        return turn.ShowOpened(blocker, desk);
    }
}
