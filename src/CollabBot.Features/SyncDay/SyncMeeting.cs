using System.Globalization;
using System.Text.Json.Serialization;
using CollabBot.Core.Storage;

namespace CollabBot.Features.SyncDay;

/// <summary>How far a meeting is.</summary>
public enum SyncState
{
    /// <summary>Forms may be out; it has not begun.</summary>
    Planned,

    /// <summary>It has begun.</summary>
    Open,

    /// <summary>The stewards have seen its draft minutes.</summary>
    Drafted,

    /// <summary>Its minutes are out.</summary>
    Published,

    /// <summary>The whole week is off.</summary>
    Skipped,
}

/// <summary>One group's meeting of one ISO week. The instants say what was already sent, so that nothing is sent twice whatever asks for it.</summary>
[Collection("syncdays", "group", "pagePath", "state")]
public sealed record SyncMeeting : Document
{
    /// <summary>The ISO week: 2026-W48.</summary>
    public required string Week { get; init; }

    /// <summary>The chat as <c>platform:chatId</c>.</summary>
    public required string Group { get; init; }

    /// <summary>The Monday of the week.</summary>
    public required DateOnly Monday { get; init; }

    /// <summary>The day it is held.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The holiday that moved it from Monday, by its name; null when it was not moved.</summary>
    public string? Holiday { get; init; }

    /// <summary>How far it is.</summary>
    public SyncState State { get; init; }

    /// <summary>When the heads got their forms.</summary>
    public DateTimeOffset? FormsAt { get; init; }

    /// <summary>When missing heads were reminded.</summary>
    public DateTimeOffset? NudgedAt { get; init; }

    /// <summary>When the agenda was posted.</summary>
    public DateTimeOffset? AgendaAt { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When the draft went to the stewards.</summary>
    public DateTimeOffset? DraftedAt { get; init; }

    /// <summary>When its minutes were first published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>Who published last; null = it published itself, unreviewed.</summary>
    public string? PublishedBy { get; init; }

    /// <summary>The wiki page of the minutes, given at the first publication.</summary>
    public string? PagePath { get; init; }

    /// <summary>What was published; later changes of blockers and goals do not rewrite it.</summary>
    public Minutes? Minutes { get; init; }

    /// <summary>Monday as 10-05, when the meeting was moved from it.</summary>
    [JsonIgnore]
    public string? MovedFrom => Holiday is null ? null : Monday.ToString("MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The id of a group's meeting in a week.</summary>
    public static string IdOf(string week, string group) => $"{week}@{group}";

    /// <summary>Whether somebody has opened it and its end has not been published.</summary>
    [JsonIgnore]
    public bool IsRunning => State is SyncState.Open or SyncState.Drafted;
}

/// <summary>Named questions about meetings.</summary>
public static class SyncMeetings
{
    /// <summary>A group's published meetings, newest first.</summary>
    public static Query<SyncMeeting> PublishedIn(string group) =>
        Query<SyncMeeting>.All.Equal(m => m.Group, group).Equal(m => m.State, SyncState.Published).OrderByDescending(m => m.Monday);

    /// <summary>Meetings that have begun and are not published, newest first.</summary>
    public static Query<SyncMeeting> Running => Query<SyncMeeting>.All.In(m => m.State, SyncState.Open, SyncState.Drafted).OrderByDescending(m => m.Monday);

    /// <summary>The meeting whose minutes live at the path.</summary>
    public static Query<SyncMeeting> At(string path) => Query<SyncMeeting>.All.Equal(m => m.PagePath, path).Take(1);
}
