using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.SyncDay;

/// <summary>Open promises: the group's in a group, one's own in a direct chat.</summary>
[Command("todo list")]
public sealed record ListActions;

/// <summary>One promise of a list.</summary>
public sealed record ActionLine(string Id, string Text, string Owner, DateOnly Due, bool Overdue);

/// <summary>Open promises, the most urgent first.</summary>
public sealed record ActionList(bool Mine, IReadOnlyList<ActionLine> Actions, int More) : View;

internal sealed class ListActionsHandler(TeamClock clock) : IHandler<ListActions>
{
    private const int Most = 15;

    public async Task<Reply> HandleAsync(ListActions command, Turn turn, CancellationToken cancel)
    {
        var open = await turn.Work.ListAsync(turn.IsDirect ? ActionItems.Open : ActionItems.OpenIn(turn.Place.ToString()), cancel);
        var shown = turn.IsDirect ? [.. open.Where(a => a.Responsible(turn.Roster)?.Id == turn.Actor.Id)] : open;
        var today = clock.DayOf(turn.Now);
        return new ActionList(
            turn.IsDirect,
            [.. shown.Take(Most).Select(a => new ActionLine(a.Id, Short.Line(a.Text), a.Owner, a.Due, a.Due < today))],
            Math.Max(0, shown.Count - Most));
    }
}
