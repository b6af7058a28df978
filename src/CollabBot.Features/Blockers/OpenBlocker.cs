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

internal sealed class OpenBlockerHandler(BlockerDesk desk, MessageSources sources) : IHandler<OpenBlocker>
{
    public async Task<Reply> HandleAsync(OpenBlocker command, Turn turn, CancellationToken cancel)
    {
        var blocker = await turn.OpenBlockerAsync(command, turn.IsDirect ? null : turn.Place.ToString(), desk, cancel);
        // A form has no words that anybody could recall
        if (turn.Message is { MessageId: { } said, CardRef: null, Fields: null })
            blocker = sources.Follow(blocker, said, new BlockerSource { IsCommand = true }, turn);
        return turn.ShowOpened(blocker, desk);
    }
}
