using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Time;

namespace CollabBot.Features.SyncDay;

/// <summary>Writes down a promise: what, who, by when.</summary>
[Command("todo")]
public sealed record AddAction(Rest Text, Assignee Owner, Due Due);

/// <summary>Says that a promise was kept.</summary>
[Command("todo done")]
public sealed record FinishAction([Ref("A")] RecordRef Action);

/// <summary>One promise, live.</summary>
public sealed record ActionCard(ActionItem Action, bool Overdue) : View
{
    public override string? Key => $"action:{Action.Id}";

    public string Text => Short.Line(Action.Text, 1000);

    public bool Done => Action.State == ActionState.Done;
}

internal sealed class AddActionHandler(TeamClock clock) : IHandler<AddAction>
{
    private const int Longest = 2000;

    public async Task<Reply> HandleAsync(AddAction command, Turn turn, CancellationToken cancel)
    {
        if (command.Due.Day < clock.DayOf(turn.Now))
            return Reply.Refuse("sync.due-past", ("day", command.Due.Day));
        if (command.Text.Text.Length > Longest)
            return Reply.Refuse("sync.too-long", ("limit", Longest));
        var action = new ActionItem
        {
            Id = await turn.NextIdAsync("A", cancel),
            Text = command.Text.Text.Trim(),
            OwnerId = command.Owner.Person?.Id,
            OwnerDepartmentId = command.Owner.Person is null ? command.Owner.Department?.Id : null,
            Due = command.Due.Day,
            CreatedBy = turn.Actor.Id,
            CreatedAt = turn.Now,
            Group = turn.Place.ToString(),
        };
        turn.Work.Save(action);
        var card = new ActionCard(action, false);
        if (action.Responsible(turn.Roster) is { } responsible && responsible.Id != turn.Actor.Id)
            turn.Tell(responsible, card);
        return card;
    }
}

internal sealed class FinishActionHandler(MeetingBook book, AgendaMaker agenda) : IHandler<FinishAction>
{
    public async Task<Reply> HandleAsync(FinishAction command, Turn turn, CancellationToken cancel)
    {
        if (await turn.Work.FindAsync<ActionItem>(command.Action.Id, cancel) is not { } action)
            return Reply.Refuse("sync.not-found", ("id", command.Action.Id));
        if (action.State == ActionState.Done)
            return new ActionCard(action, false);
        var responsible = action.Responsible(turn.Roster);
        var ours = action.OwnerDepartmentId is { } department && turn.Actor.DepartmentId == department;
        var mine = ours || responsible?.Id == turn.Actor.Id || action.CreatedBy == turn.Actor.Id;
        if (!mine && !turn.Roster.Has(turn.Actor, Role.Steward))
            return Reply.Refuse("sync.done-not-yours", ("id", action.Id), ("name", responsible?.Name ?? turn.Roster.Department(action.Owner)?.Name));
        var done = action with { State = ActionState.Done, DoneAt = turn.Now, DoneBy = turn.Actor.Id };
        turn.Work.Save(done);
        await agenda.RefreshAsync(await book.ThisWeekAsync(done.Group, turn, cancel), turn, cancel);
        return new ActionCard(done, false);
    }
}
