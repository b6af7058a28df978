using System.Globalization;
using System.Text.Json.Serialization;
using CollabBot.Core.Ledger;
using CollabBot.Core.Storage;

namespace CollabBot.Core.ToDos;

/// <summary>What should become of a to-do.</summary>
public enum ToDoWish
{
    /// <summary>It should stand in the list.</summary>
    Open,

    /// <summary>It should be ticked.</summary>
    Done,

    /// <summary>It should vanish: it is somebody else's now, or nobody's.</summary>
    Gone,
}

/// <summary>A record's copy in a person's to-do list: what the list should show (changed by turns), and what it shows (changed by <see cref="ToDoCourier"/>).</summary>
[Collection("todos", "recordId", "taskId", "personId", "wish", "pending", Ledger = false)]
public sealed record ToDo : Document
{
    /// <summary>The action or blocker.</summary>
    public required string RecordId { get; init; }

    /// <summary>Whose list.</summary>
    public required string PersonId { get; init; }

    /// <summary>On which platform.</summary>
    public required string Platform { get; init; }

    /// <summary>The person's id there.</summary>
    public required string UserId { get; init; }

    /// <summary>Makes adding it twice impossible; unguessable, because record numbers repeat on a new data directory while the platform remembers.</summary>
    public required string Token { get; init; }

    /// <summary>The language it is written in.</summary>
    public required string Locale { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>The whole of it, and what to do when it is done.</summary>
    public required string Details { get; init; }

    /// <summary>By when.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The end of that working day.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>What should become of it.</summary>
    public ToDoWish Wish { get; init; }

    /// <summary>True while the platform does not show what it should.</summary>
    public bool Pending { get; init; }

    /// <summary>True once adding it was begun: it may be there although nobody knows its id.</summary>
    public bool Begun { get; init; }

    /// <summary>The platform's id.</summary>
    public string? TaskId { get; init; }

    /// <summary>What the platform shows, as <see cref="Print"/>.</summary>
    public string? Shown { get; init; }

    /// <summary>What the platform took for wrong, as <see cref="Print"/>: not sent again by itself.</summary>
    public string? Rejected { get; init; }

    /// <summary>When its person ticked it in the list.</summary>
    public DateTimeOffset? TickedAt { get; init; }

    /// <summary>True when it cannot be reached any more: deleted there, or refused for good. It is left alone.</summary>
    public bool Lost { get; init; }

    /// <summary>True when the platform need not be called, whatever is wished.</summary>
    [JsonIgnore]
    public bool IsSettled => Lost || TickedAt is not null || Shown == Print || (Wish != ToDoWish.Open && TaskId is null && !Begun);

    /// <summary>True when an errand should bring it to where it should be.</summary>
    [JsonIgnore]
    public bool IsDue => !IsSettled && Rejected != Print;

    /// <summary>What should be shown, in short.</summary>
    [JsonIgnore]
    public string Print => Wish == ToDoWish.Open
        ? LedgerChain.Sha256(string.Create(CultureInfo.InvariantCulture, $"{Title}\n{Details}\n{Due:O}\n{DueAt:O}"))
        : Wish.ToString();

    /// <summary>As the platform takes it.</summary>
    [JsonIgnore]
    public ToDoItem Item => new(Token, UserId, Title, Details, Locale) { Due = Due, DueAt = DueAt };

    /// <summary>Those of a record that should still stand in a list.</summary>
    public static Query<ToDo> Of(string recordId) => Open.Equal(t => t.RecordId, recordId);

    /// <summary>The one with the platform's id.</summary>
    public static Query<ToDo> With(string platform, string taskId) => Query<ToDo>.All.Equal(t => t.TaskId, taskId).Equal(t => t.Platform, platform);

    /// <summary>Those that should still stand in a list.</summary>
    public static Query<ToDo> Open => Query<ToDo>.All.Equal(t => t.Wish, ToDoWish.Open);

    /// <summary>Those whose platform does not show what it should.</summary>
    public static Query<ToDo> Waiting => Query<ToDo>.All.Equal(t => t.Pending, true);
}
