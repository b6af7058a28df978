using CollabBot.Core.People;
using CollabBot.Core.Time;
using CollabBot.Web.Wiki;

namespace CollabBot.Playground.Screen;

/// <summary>Everything the first page shows.</summary>
public sealed record PageModel(
    IReadOnlyList<PersonaEntry> Personas,
    IReadOnlyList<ChatEntry> Chats,
    IReadOnlyList<PlaygroundMessage> Messages,
    Roster Roster,
    BehindModel Behind,
    TourStep? Step,
    DateTimeOffset? Travel,
    bool FirstLine);

/// <summary>A persona, and whether its direct chat holds something it has not seen.</summary>
public sealed record PersonaEntry(Person Person, bool Unread);

/// <summary>A chat of the left pane with its newest line, and whether that line is unread and mentions its reader.</summary>
public sealed record ChatEntry(PlaygroundChat Chat, string? Preview, DateTimeOffset? At, bool Unread, bool Mentioned);

/// <summary>The right pane: what changed, the page that changed last, what the schedule does next, and the personas' to-do lists.</summary>
public sealed record BehindModel(IReadOnlyList<RecentRecord> Records, WikiView? Page, IReadOnlyList<Occurrence> Jobs, IReadOnlyList<PlaygroundToDo> ToDos);
