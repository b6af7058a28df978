using System.Text.Json;
using CollabBot.Core.Delivery;
using CollabBot.Core.Docs;
using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Chat;

/// <summary>Puts one turn's outgoing messages into its unit of work. Keys follow from the turn's id and the order, so a turn that runs again stages the same ones.</summary>
internal sealed class OutboxStage(Turn turn, string turnId)
{
    private readonly HashSet<string> redrawn = new(StringComparer.Ordinal);
    private readonly List<View> live = [];
    private readonly List<SentCard> fresh = [];
    private int count;

    public Turn Turn { get; } = turn;

    /// <summary>What is known of the live cards' older copies, by key.</summary>
    public Dictionary<string, IReadOnlyList<SentCard>> Copies { get; } = new(StringComparer.Ordinal);

    /// <summary>True when the answer takes the place of the form that was submitted.</summary>
    public bool FormReplaced { get; init; }

    /// <summary>The live views of the turn, one for each key: the first that was shown.</summary>
    public IReadOnlyList<View> Live => live;

    /// <summary>Notes a live view; others are left alone.</summary>
    public void Show(View view)
    {
        if (view.Key is not null && live.TrueForAll(v => v.Key != view.Key))
            live.Add(view);
    }

    /// <summary>The chats that get a new copy of a live card in this turn.</summary>
    public HashSet<string> FreshChats(string key) => fresh.Where(c => c.Key == key).Select(c => c.Chat).ToHashSet(StringComparer.Ordinal);

    /// <summary>Stages the record of a live card's new copy.</summary>
    public SentCard Sent(string key, Place? place, Person? person, string locale, string? platform = null)
    {
        var card = new SentCard
        {
            Id = $"{turnId}-{count}",
            Key = key,
            Platform = platform ?? place!.Platform,
            Place = place,
            PersonId = person?.Id,
            Locale = locale,
            SentAt = Turn.Now,
        };
        Turn.Work.Save(card);
        fresh.Add(card);
        return card;
    }

    /// <summary>Answers the message where it was said.</summary>
    public void Answer(Card card, string locale, SentCard? sent)
    {
        var message = Turn.Message;
        var post = new Post(Turn.Place.Platform, card, locale)
        {
            Place = Turn.Place,
            ReplyTo = message.CardRef ?? message.MessageId,
            InThread = message.ThreadId is not null,
            ReplyHints = message.ReplyHints,
            SentCardId = sent?.Id,
            Replaces = FormReplaced ? message.CardRef : null,
            Confidential = Turn.Confidential,
        };
        Enqueue(Turn.Place.ToString(), post);
    }

    /// <summary>Sends to an address.</summary>
    public void Send(Address address, Card card, string locale, SentCard? sent) =>
        Enqueue(address.Lane, new Post(address.Platform, card, locale) { Place = address.Place, Recipient = address.Recipient, SentCardId = sent?.Id });

    /// <summary>Redraws a copy, once per turn.</summary>
    public void Redraw(SentCard copy, Card card)
    {
        if (!redrawn.Add(copy.Id))
            return;
        var address = copy.Place?.ToString() ?? AccountLane(copy);
        Enqueue(address, new Post(copy.Platform, card, copy.Locale) { Place = copy.Place, SentCardId = copy.Id, Redraw = true });
    }

    /// <summary>Shrinks a copy to a last line; nothing redraws it after that.</summary>
    public void Retire(SentCard copy, Card line)
    {
        if (!redrawn.Add(copy.Id))
            return;
        Enqueue(copy.Place?.ToString() ?? AccountLane(copy), new Post(copy.Platform, line, copy.Locale) { Place = copy.Place, SentCardId = copy.Id, Redraw = true, Retires = true });
    }

    private string AccountLane(SentCard copy)
    {
        var account = Turn.Roster.Person(copy.PersonId)?.Accounts.FirstOrDefault(a => a.StartsWith(copy.Platform + ":", StringComparison.Ordinal));
        return account is null ? copy.Platform : $"{copy.Platform}:user:{account[(copy.Platform.Length + 1)..]}";
    }

    private void Enqueue(string lane, Post post)
    {
        var mentioned = post with { MentionedUsers = Mentions.In(post.Card, post.Platform, Turn.Roster) };
        var payload = JsonSerializer.Serialize(mentioned, DocumentJson.Options);
        Turn.Work.Enqueue(new Envelope($"{turnId}-{count++}", QueueName.Outbox, lane, Post.Kind, payload, Turn.Now));
    }
}
