using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Blockers;

/// <summary>Asks or adds something; the other side hears it.</summary>
[Command("blocker note")]
public sealed record NoteBlocker([Ref("B")] RecordRef Blocker, [Long] Rest Words);

/// <summary>A question or an answer from the other side.</summary>
public sealed record BlockerNoted(Blocker Blocker, string ById, string Words) : View
{
    public string Id => Blocker.Id;

    public string Title => Blocker.Title;
}

internal sealed class NoteBlockerHandler(BlockerDesk desk) : IHandler<NoteBlocker>
{
    public async Task<Reply> HandleAsync(NoteBlocker command, Turn turn, CancellationToken cancel)
    {
        var blocker = desk.Save((await turn.BlockerAsync(command.Blocker, cancel)).Note(turn.Actor, command.Words.Text, turn.Now), turn);
        // A bystander's words reach both sides; otherwise each side writes to the other
        foreach (var other in blocker.Others(turn.Actor, turn.Roster))
            turn.Tell(other, new BlockerNoted(blocker, turn.Actor.Id, Excerpt.Of(command.Words.Text.Trim(), 1000)));
        return desk.Card(blocker, turn.Roster);
    }
}
