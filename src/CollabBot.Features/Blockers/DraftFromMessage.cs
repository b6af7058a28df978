using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Delivery;
using CollabBot.Core.Storage;

namespace CollabBot.Features.Blockers;

/// <summary>A message somebody put the emoji on, until they submit it as a blocker or let it be.</summary>
[Collection("messagedrafts", "sourceId", "personId")]
public sealed record MessageDraft : Document
{
    public required string PersonId { get; init; }

    /// <summary>As <c>platform:messageId</c>.</summary>
    public required string SourceId { get; init; }

    /// <summary>The group it stands in as <c>platform:chatId</c>; null in a direct chat or where it is unknown.</summary>
    public string? Group { get; init; }

    /// <summary>What it says; null when it could not be read.</summary>
    public string? Text { get; init; }

    public string? Link { get; init; }

    public DateTimeOffset? RecalledAt { get; init; }

    /// <summary>What became of it.</summary>
    public string? BlockerId { get; init; }
}

/// <summary>The questions asked of drafts.</summary>
internal static class MessageDrafts
{
    public static Query<MessageDraft> Of(string sourceId) => Query<MessageDraft>.All.Equal(d => d.SourceId, sourceId);

    public static Query<MessageDraft> Of(string sourceId, string personId) => Of(sourceId).Equal(d => d.PersonId, personId).Take(1);
}

/// <summary>The prefilled form, in the direct chat of who put the emoji.</summary>
public sealed record MarkedMessage(MessageDraft Draft, CommandForm Filled) : View
{
    public override CommandForm? Form => Filled;

    public bool IsReadable => Draft.Text is not null;

    public string? Source => Draft.Link;
}

internal sealed class DraftFromMessage(MessageSources sources, FormMaker forms, BlockerDesk desk) : IReaction<Happening.EmojiAdded>
{
    // What the field of a form takes; a longer message is kept and used whole if nobody changes the beginning
    internal const int Prefilled = 800;

    public async Task ReactAsync(Happening.EmojiAdded happened, Turn turn, CancellationToken cancel)
    {
        var sourceId = $"{turn.Place.Platform}:{happened.MessageId}";
        if (await ExistingAsync(happened.MessageId, sourceId, turn, cancel) is { } existing)
        {
            turn.Tell(turn.Actor, desk.Card(existing, turn.Roster));
            return;
        }

        var known = await turn.Work.ListAsync(MessageDrafts.Of(sourceId, turn.Actor.Id), cancel);
        var draft = known is [var before] ? before : await NewAsync(happened.MessageId, sourceId, turn, cancel);
        turn.Work.Save(draft);
        turn.Tell(turn.Actor, new MarkedMessage(draft, FormOf(draft, turn)));
    }

    private async Task<MessageDraft> NewAsync(string messageId, string sourceId, Turn turn, CancellationToken cancel)
    {
        var message = await sources.ReadAsync(turn.Place.Platform, messageId, cancel);
        var direct = turn.Actor.DirectChats.Values.Contains(message?.Place.ChatId);
        return new MessageDraft
        {
            Id = await turn.NextIdAsync("M", cancel),
            PersonId = turn.Actor.Id,
            SourceId = sourceId,
            Group = message is null || direct || message.Place.Kind == PlaceKind.Direct ? null : message.Place.ToString(),
            Text = message?.Text is { Length: > 0 } text ? text : null,
            Link = message?.Link,
        };
    }

    // The bot's own card of a blocker leads to that blocker
    private static async Task<Blocker?> ExistingAsync(string messageId, string sourceId, Turn turn, CancellationToken cancel)
    {
        if (await turn.Work.ListAsync(BlockerQueries.From(sourceId).Take(1), cancel) is [var made])
            return made;
        return await turn.Work.ListAsync(Query<SentCard>.All.Equal(c => c.MessageId, messageId).Take(1), cancel) is [{ Key: var key }] && key.StartsWith("blocker:", StringComparison.Ordinal)
            ? await turn.Work.FindAsync<Blocker>(key["blocker:".Length..], cancel)
            : null;
    }

    private CommandForm FormOf(MessageDraft draft, Turn turn)
    {
        var text = draft.Text is null ? null : Excerpt.Of(draft.Text, Prefilled);
        var form = forms.For<OpenFromMessage>(new Dictionary<string, string?> { ["text"] = text }, turn.Locale, turn.Roster);
        return form with { Line = $"{form.Line} #{draft.Id}", Fields = [.. form.Fields.Where(f => f.Name != "draft")] };
    }
}
