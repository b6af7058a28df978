using CollabBot.Core.Chat;

namespace CollabBot.Features.SyncDay;

/// <summary>The weekly meeting (section <c>SyncDay</c>).</summary>
public sealed class SyncDayOptions
{
    /// <summary>The section.</summary>
    public const string Section = "SyncDay";

    /// <summary>The chat of the meeting as <c>platform:chatId</c>; empty = no scheduled meeting, <c>sync now</c> still works in any group.</summary>
    public string Group { get; set; } = "";

    /// <summary>The chat, or null when none is set.</summary>
    public Place? Place => Core.Chat.Place.Parse(Group);
}
