using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Platforms;

namespace CollabBot.Features.Blockers;

/// <summary>Takes over what the message says since it was edited.</summary>
[Command("blocker new-words", Hidden = true)]
public sealed record UseNewWords([Ref("B")] RecordRef Blocker);

internal sealed class UseNewWordsHandler(BlockerDesk desk) : IHandler<UseNewWords>
{
    public async Task<Reply> HandleAsync(UseNewWords command, Turn turn, CancellationToken cancel)
    {
        var blocker = desk.Save((await turn.BlockerAsync(command.Blocker, cancel)).UseNewWords(turn.Actor, turn.Roster, turn.Now), turn);
        return desk.Card(blocker, turn.Roster);
    }
}

/// <summary>A blocker stays when its message is recalled, and says so; a draft remembers it.</summary>
internal sealed class NoteRecall(BlockerDesk desk) : IReaction<Happening.MessageRecalled>
{
    public async Task ReactAsync(Happening.MessageRecalled happened, Turn turn, CancellationToken cancel)
    {
        var id = $"{turn.Place.Platform}:{happened.MessageId}";
        foreach (var blocker in await turn.Work.ListAsync(BlockerQueries.From(id), cancel))
        {
            var noted = blocker with { Source = (blocker.Source ?? new BlockerSource()) with { RecalledAt = turn.Now, NewWords = null } };
            turn.Work.Save(noted);
            turn.Refresh(desk.Card(noted, turn.Roster));
        }

        foreach (var draft in await turn.Work.ListAsync(MessageDrafts.Of(id), cancel))
            turn.Work.Save(draft with { RecalledAt = turn.Now });
    }
}

/// <summary>An edit, told by the platform or found by looking again, is shown on the card with the new words.</summary>
internal sealed class NoteEdit(MessageSources sources, BlockerDesk desk) : IReaction<Happening.MessageEdited>, IReaction<Happening.Reminder>
{
    public async Task ReactAsync(Happening.MessageEdited happened, Turn turn, CancellationToken cancel)
    {
        if (happened.Text is not { } text)
            return;
        foreach (var blocker in await turn.Work.ListAsync(BlockerQueries.From($"{turn.Place.Platform}:{happened.MessageId}"), cancel))
            Note(blocker, text, turn.Now, turn);
    }

    public async Task ReactAsync(Happening.Reminder happened, Turn turn, CancellationToken cancel)
    {
        if (happened.Matter != MessageSources.Matter || await turn.Work.FindAsync<Blocker>(happened.Subject, cancel) is not { State: not BlockerState.Accepted } blocker)
            return;
        MessageSources.LookAgain(blocker, turn);
        if (await LookAsync(blocker, turn, cancel) is { EditedAt: { } at } message)
            Note(blocker, message.Text, at, turn);
    }

    private async Task<SourceMessage?> LookAsync(Blocker blocker, Turn turn, CancellationToken cancel)
    {
        try
        {
            return await sources.ReadAsync(turn.Place.Platform, blocker.SourceId![(turn.Place.Platform.Length + 1)..], cancel);
        }
        catch (HttpRequestException)
        {
            // There is a next time, and nobody waits for this one
            return null;
        }
    }

    private void Note(Blocker blocker, string text, DateTimeOffset at, Turn turn)
    {
        var noted = sources.Edited(blocker, text, at, turn);
        if (noted == blocker)
            return;
        turn.Work.Save(noted);
        turn.Refresh(desk.Card(noted, turn.Roster));
    }
}
