using System.Text.Json;
using CollabBot.Core.Delivery;
using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.Core.Chat;

/// <summary>One message's way through the rules: who speaks where, and everything staged until the runner commits.</summary>
public sealed class Turn(InboundMessage message, Person actor, Roster roster, IUnitOfWork work, string locale, DateTimeOffset now)
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(30);
    // Platforms deliver again for hours; what seems older, or from the future, has a clock nobody can trust
    private static readonly TimeSpan Trusted = TimeSpan.FromDays(7);
    private readonly List<Telling> tellings = [];
    private readonly List<object> events = [];

    /// <summary>What came in.</summary>
    public InboundMessage Message { get; } = message;

    /// <summary>Where it was said.</summary>
    public Place Place => Message.Place;

    /// <summary>True in a chat between one person and the bot.</summary>
    public bool IsDirect => Place.Kind == PlaceKind.Direct;

    /// <summary>Who speaks; for a schedule, the person <c>system</c>.</summary>
    public Person Actor { get; } = actor;

    /// <summary>Who is who, as of the beginning of the turn.</summary>
    public Roster Roster { get; } = roster;

    /// <summary>The unit of work everything is staged in; handlers never commit it.</summary>
    public IUnitOfWork Work { get; } = work;

    /// <summary>The language the actor reads.</summary>
    public string Locale { get; } = locale;

    /// <summary>The instant of the turn, the same for all it stages.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>When it was said, which is earlier than <see cref="Now"/> where it could not be delivered at once: "tomorrow" is the day after this.</summary>
    public DateTimeOffset SaidAt { get; } = message.SentAt <= now && now - message.SentAt < Trusted ? message.SentAt : now;

    /// <summary>True for words that came so late that their answer must say so.</summary>
    public bool IsLate => Message is { Happened: null, Fields: null, CardRef: null, MessageId: not null } && Now - SaidAt > LateAfter;

    /// <summary>Set by a command marked confidential, or by a handler: nothing of this turn may name its author.</summary>
    public bool Confidential { get; set; }

    /// <summary>Set by a command marked sensitive: its form is filled in outside the chat where there is a page for it.</summary>
    public bool Sensitive { get; set; }

    /// <summary>Views to be sent to others when the turn commits.</summary>
    public IReadOnlyList<Telling> Tellings => tellings;

    /// <summary>Events raised so far.</summary>
    public IReadOnlyList<object> Events => events;

    /// <summary>The next id of a kind of record: <c>B-1</c>.</summary>
    public async Task<string> NextIdAsync(string prefix, CancellationToken cancel) => $"{prefix}-{await Work.NextAsync(prefix, cancel)}";

    /// <summary>The person behind a user id of the turn's platform; whom nobody knew is met now.</summary>
    public Person Meet(string userId, string? name)
    {
        var known = Roster.ByAccount($"{Place.Platform}:{userId}");
        var person = Senders.Named(known, Place.Platform, userId, name, Now);
        if (!ReferenceEquals(person, known))
            Work.Save(person);
        return person;
    }

    /// <summary>Sends a view to a person's direct chat; quietly nothing for somebody who left or is the system.</summary>
    public void Tell(Person? person, View view)
    {
        if (person is { Left: false } && person.Accounts.Count > 0)
            tellings.Add(new Telling(person, null, view));
    }

    /// <summary>Posts a view to a chat.</summary>
    public void Post(Place place, View view) => tellings.Add(new Telling(null, place, view));

    /// <summary>Redraws a live card wherever it was sent, without sending it anywhere new.</summary>
    public void Refresh(View view) => tellings.Add(new Telling(null, null, view));

    /// <summary>
    /// Raises the reminder at a later instant, in a turn of its own that nobody caused, on the same platform unless another is named; a key that was used before changes nothing.
    /// </summary>
    public void Remind(string key, Happening.Reminder reminder, DateTimeOffset at, string? platform = null)
    {
        // A lane of its own: what waits must not hold up a chat
        var place = new Place(platform ?? Place.Platform, "reminder", PlaceKind.Direct);
        var id = $"{place}:{key}";
        var message = new InboundMessage(id, place, "", "", at) { Happened = reminder };
        Work.Enqueue(new Envelope(id, QueueName.Inbox, id, Inbox.MessageKind, JsonSerializer.Serialize(message, DocumentJson.Options), at));
    }

    /// <summary>Tells other slices within this turn, before it commits.</summary>
    public void Raise(object happened) => events.Add(happened);
}

/// <summary>A view for a person (direct), for a place, or, with neither, for wherever its key already lives.</summary>
public sealed record Telling(Person? Person, Place? Place, View View);
