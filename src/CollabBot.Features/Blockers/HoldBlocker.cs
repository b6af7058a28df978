using CollabBot.Core.Chat;
using CollabBot.Core.Commands;

namespace CollabBot.Features.Blockers;

/// <summary>Puts a blocker on hold until a day: what it waits for comes then.</summary>
[Command("blocker hold")]
public sealed record HoldBlocker([Ref("B")] RecordRef Blocker, Due Until, [Long] Rest Why);

/// <summary>Goes on before the day.</summary>
[Command("blocker resume")]
public sealed record ResumeBlocker([Ref("B")] RecordRef Blocker);

/// <summary>Tells the other side that the clock stands still, and until when and why; or that it runs again.</summary>
public sealed record BlockerHeld(Blocker Blocker, string? ById, string? Why) : View
{
    public string Id => Blocker.Id;

    public string Title => Blocker.Title;

    /// <summary>It runs again.</summary>
    public bool IsOver => Blocker.HeldUntil is null;
}

internal sealed class HoldBlockerHandler(BlockerDesk desk) : IHandler<HoldBlocker>
{
    public async Task<Reply> HandleAsync(HoldBlocker command, Turn turn, CancellationToken cancel)
    {
        var before = await turn.BlockerAsync(command.Blocker, cancel);
        var day = command.Until.Day;
        var until = desk.ScheduleOf(before, turn.Roster)?.OpenOn(day) ?? turn.Now;
        var blocker = desk.Save(before.Hold(turn.Actor, turn.Roster, day, until, command.Why.Text, desk.Today, turn.Now), turn);
        foreach (var other in blocker.Others(turn.Actor, turn.Roster))
            turn.Tell(other, new BlockerHeld(blocker, turn.Actor.Id, Excerpt.Of(command.Why.Text.Trim(), 1000)));
        return desk.Card(blocker, turn.Roster);
    }
}

internal sealed class ResumeBlockerHandler(BlockerDesk desk) : IHandler<ResumeBlocker>
{
    public async Task<Reply> HandleAsync(ResumeBlocker command, Turn turn, CancellationToken cancel)
    {
        var blocker = desk.Save((await turn.BlockerAsync(command.Blocker, cancel)).Resume(turn.Actor, turn.Roster, turn.Now), turn);
        foreach (var other in blocker.Others(turn.Actor, turn.Roster))
            turn.Tell(other, new BlockerHeld(blocker, turn.Actor.Id, null));
        return desk.Card(blocker, turn.Roster);
    }
}
