using CollabBot.Core.Chat;
using CollabBot.Core.Doctor;

namespace CollabBot.DingTalk.Doctor;

/// <summary>Where the sync day goes, in the setting's form; empty = nowhere yet.</summary>
internal sealed record TeamGroup(string? Setting)
{
    /// <summary>The group, where it is one of DingTalk's.</summary>
    public string? ChatId => Place.Parse(Setting) is { Platform: DingTalkModule.Platform } place ? place.ChatId : null;
}

/// <summary>Green when the robot was heard in, or reached, the group of the sync day; while none is set, any group. DingTalk tells no robot which groups it is in.</summary>
internal sealed class GroupLight(ProofBook book, TeamGroup team) : ILight
{
    public string Key => "group";

    public Task<LightState> LookAsync(CancellationToken cancel) => Task.FromResult(team.ChatId is { } chat
        ? Named(book.Now.Groups.FirstOrDefault(g => g.ChatId == chat) ?? new GroupNote(chat))
        : Any(book.Now.Groups));

    private static LightState Named(GroupNote group) => IsOut(group) ? LightState.Red("outside", null) : IsIn(group) ? LightState.Green("ok") : LightState.Amber("unproved-named", null);

    private static LightState Any(IReadOnlyList<GroupNote> groups)
    {
        var inside = groups.Where(g => IsIn(g) && !IsOut(g)).ToList();
        if (inside.Count > 0)
            // Nowhere else does DingTalk show the id that the setting wants
            return LightState.Green("some", ("count", inside.Count), ("latest", $"{DingTalkModule.Platform}:{inside[^1].ChatId}"));
        return groups.Any(IsOut) ? LightState.Red("none", null) : LightState.Amber("unproved", null);
    }

    private static bool IsIn(GroupNote group) => group.HeardAt is not null || group.SentAt is not null;

    private static bool IsOut(GroupNote group)
    {
        var refused = group.Refused is { } note && DingTalkLights.IsOfGroup(note.Code) ? note.At : (DateTimeOffset?)null;
        var (gone, seen) = (new[] { group.GoneAt, refused }.Max(), new[] { group.HeardAt, group.SentAt }.Max());
        return gone is not null && !(seen > gone);
    }
}
