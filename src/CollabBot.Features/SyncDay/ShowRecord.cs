using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.SyncDay;

/// <summary>Shows one decision: <c>#D-1</c>.</summary>
[Command("decide show", Shows = "D")]
public sealed record ShowDecision([Ref("D")] RecordRef Decision);

/// <summary>Shows one action: <c>#A-1</c>.</summary>
[Command("todo show", Shows = "A")]
public sealed record ShowAction([Ref("A")] RecordRef Action);

/// <summary>Shows one request for support: <c>#Q-1</c>.</summary>
[Command("ask show", Shows = "Q")]
public sealed record ShowAsk([Ref("Q")] RecordRef Ask);

internal sealed class ShowDecisionHandler : IHandler<ShowDecision>
{
    public async Task<Reply> HandleAsync(ShowDecision command, Turn turn, CancellationToken cancel) =>
        await turn.Work.FindAsync<Decision>(command.Decision.Id, cancel) is { } decision
            ? new DecisionCard(decision)
            : Reply.Refuse("sync.not-found", ("id", command.Decision.Id));
}

internal sealed class ShowActionHandler(TeamClock clock) : IHandler<ShowAction>
{
    public async Task<Reply> HandleAsync(ShowAction command, Turn turn, CancellationToken cancel) =>
        await turn.Work.FindAsync<ActionItem>(command.Action.Id, cancel) is { } action
            ? new ActionCard(action, action.State == ActionState.Open && action.Due < clock.DayOf(turn.Now))
            : Reply.Refuse("sync.not-found", ("id", command.Action.Id));
}

internal sealed class ShowAskHandler : IHandler<ShowAsk>
{
    public async Task<Reply> HandleAsync(ShowAsk command, Turn turn, CancellationToken cancel) =>
        await turn.Work.FindAsync<SupportAsk>(command.Ask.Id, cancel) is { } ask
            ? new AskCard(ask)
            : Reply.Refuse("sync.not-found", ("id", command.Ask.Id));
}
