using System.Text.Json.Serialization;
using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.Features.SyncDay;

/// <summary>How a promise stands.</summary>
public enum ActionState
{
    /// <summary>Still to do.</summary>
    Open,

    /// <summary>Kept.</summary>
    Done,
}

/// <summary>A promise with an owner and a day .</summary>
[Collection("actions", "state", "group", "ownerId", "due")]
public sealed record ActionItem : Document
{
    /// <summary>What will be done.</summary>
    public required string Text { get; init; }

    /// <summary>The person who does it; null when a department does.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The department that does it; null when a person does.</summary>
    public string? OwnerDepartmentId { get; init; }

    /// <summary>By when.</summary>
    public required DateOnly Due { get; init; }

    /// <summary>How it stands.</summary>
    public ActionState State { get; init; }

    /// <summary>Who wrote it down.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Where, as <c>platform:chatId</c>.</summary>
    public required string Group { get; init; }

    /// <summary>When it was kept.</summary>
    public DateTimeOffset? DoneAt { get; init; }

    /// <summary>Who said so.</summary>
    public string? DoneBy { get; init; }

    /// <summary>The owner's id, person or department.</summary>
    [JsonIgnore]
    public string Owner => OwnerId ?? OwnerDepartmentId ?? "";

    /// <summary>The person who is asked about it: the owner, or who leads the owning department (or the department of an owner who left).</summary>
    public Person? Responsible(Roster roster)
    {
        var owner = roster.Person(OwnerId);
        var department = roster.Department(OwnerDepartmentId) ?? roster.DepartmentOf(owner);
        return owner is { Left: false } ? owner : roster.Speaker(department);
    }
}

/// <summary>Named questions about actions.</summary>
public static class ActionItems
{
    /// <summary>Open ones, the most urgent first.</summary>
    public static Query<ActionItem> Open => Query<ActionItem>.All.Equal(a => a.State, ActionState.Open).OrderBy(a => a.Due);

    /// <summary>Open ones of a group, the most urgent first.</summary>
    public static Query<ActionItem> OpenIn(string group) => Open.Equal(a => a.Group, group);

    /// <summary>Those a group wrote down since an instant, oldest first.</summary>
    public static Query<ActionItem> Since(string group, DateTimeOffset since) =>
        Query<ActionItem>.All.Equal(a => a.Group, group).AtLeast(a => a.CreatedAt, since).OrderBy(a => a.CreatedAt);

    /// <summary>Those a group promised for the days from one to before the other.</summary>
    public static Query<ActionItem> DueBetween(string group, DateOnly from, DateOnly before) =>
        Query<ActionItem>.All.Equal(a => a.Group, group).AtLeast(a => a.Due, from).Before(a => a.Due, before).OrderBy(a => a.Due);
}
