using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Blockers;

/// <summary>Submits a draft that was made from a message.</summary>
[Command("blocker from-message", Hidden = true)]
public sealed record OpenFromMessage(
    [Ref("M")] RecordRef Draft,
    [Long] Rest Text,
    Assignee? Owner = null,
    Due? Due = null,
    Severity Severity = Severity.P1,
    Money? Amount = null,
    [Ref("G")] RecordRef? Goal = null);

internal sealed class OpenFromMessageHandler(MessageSources sources, BlockerDesk desk) : IHandler<OpenFromMessage>
{
    public async Task<Reply> HandleAsync(OpenFromMessage command, Turn turn, CancellationToken cancel)
    {
        if (await turn.Work.FindAsync<MessageDraft>(command.Draft.Id, cancel) is not { } draft || draft.PersonId != turn.Actor.Id)
            throw new RuleException("blockers.no-draft");
        // Somebody else was faster, or the form was submitted twice: one message, one blocker
        if (await turn.Work.ListAsync(BlockerQueries.From(draft.SourceId).Take(1), cancel) is [var made])
            return desk.Card(made, turn.Roster);

        var untouched = draft.Text is { } said && command.Text.Text.Trim() == Excerpt.Of(said, DraftFromMessage.Prefilled).Trim();
        var wish = new OpenBlocker(untouched ? new Rest(draft.Text!) : command.Text, command.Owner, command.Due, command.Severity, command.Amount, command.Goal);
        var blocker = await turn.OpenBlockerAsync(wish, draft.Group, desk, cancel);
        var source = new BlockerSource { Link = draft.Link, RecalledAt = draft.RecalledAt };
        blocker = sources.Follow(blocker, draft.SourceId[(draft.SourceId.IndexOf(':', StringComparison.Ordinal) + 1)..], source, turn);
        turn.Work.Save(draft with { BlockerId = blocker.Id });
        var card = turn.ShowOpened(blocker, desk);
        // It was said in front of the group, so the group sees what became of it
        if (Place.Parse(draft.Group) is { } group)
            turn.Post(group, card);
        return card;
    }
}
