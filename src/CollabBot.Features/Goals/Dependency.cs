using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;

namespace CollabBot.Features.Goals;

/// <summary>A condition as what it is for the two departments: something one owes the other by a day (Y-1). It lives in the signature and dies with its edition.</summary>
public sealed record Dependency(Goal Goal, Signature Signature)
{
    /// <summary>Ids begin with it.</summary>
    public const string Prefix = "Y";

    public string Id => Signature.ConditionId ?? Goal.Id;

    public string GoalId => Goal.Id;

    public string Text => Signature.Words ?? "";

    /// <summary>The department that waits.</summary>
    public string FromId => Signature.DepartmentId;

    /// <summary>The department that has to do it.</summary>
    public string OnId => Signature.ConditionDepartmentId ?? "";

    public DateOnly Due => Signature.ConditionDue ?? DateOnly.MaxValue;

    /// <summary>One says it is done, the other has not agreed yet.</summary>
    public bool IsDelivered => Signature is { DoneAt: not null, MetAt: null };
}

/// <summary>Shows a dependency.</summary>
[Command("dependency show", Shows = "Y")]
public sealed record ShowDependency([Ref("Y")] RecordRef Dependency);

/// <summary>The department that owes it says that it is done.</summary>
[Command("dependency done")]
public sealed record DeliverDependency([Ref("Y")] RecordRef Dependency);

/// <summary>The department that waited agrees.</summary>
[Command("dependency met")]
public sealed record MeetDependency([Ref("Y")] RecordRef Dependency);

/// <summary>Every dependency that is open.</summary>
[Command("dependency list")]
public sealed record ListDependencies;

/// <summary>One dependency, live.</summary>
public sealed record DependencyCard(Dependency Dependency, bool Overdue) : View
{
    public override string? Key => $"dependency:{Dependency.Id}";

    public string Id => Dependency.Id;

    public Signature Signature => Dependency.Signature;

    public bool IsMet => Signature.MetAt is not null;

    public bool IsDelivered => Dependency.IsDelivered;

    public bool IsLate => Overdue && !IsMet;

    internal static DependencyCard Of(Goal goal, Signature signature, TeamClock clock) => new(new Dependency(goal, signature), signature.ConditionDue < clock.Today);
}

/// <summary>The open dependencies, the most urgent first.</summary>
public sealed record DependencyList(IReadOnlyList<DependencyCard> Items) : View
{
    public int Count => Items.Count;
}

internal sealed class ShowDependencyHandler(TeamClock clock) : IHandler<ShowDependency>
{
    public async Task<Reply> HandleAsync(ShowDependency command, Turn turn, CancellationToken cancel)
    {
        var goal = await DependencyDesk.FindAsync(command.Dependency, turn, cancel);
        return DependencyCard.Of(goal, goal.Condition(command.Dependency.Id), clock);
    }
}

internal sealed class DeliverDependencyHandler(DependencyDesk desk, TeamClock clock) : IHandler<DeliverDependency>
{
    public async Task<Reply> HandleAsync(DeliverDependency command, Turn turn, CancellationToken cancel)
    {
        var goal = (await DependencyDesk.FindAsync(command.Dependency, turn, cancel)).DeliverCondition(command.Dependency.Id, turn.Actor, turn.Roster, turn.Now);
        var card = desk.Save(goal, command.Dependency.Id, turn);
        if (turn.Roster.Speaker(turn.Roster.Department(card.Dependency.FromId)) is { } waiting && waiting.Id != turn.Actor.Id)
            turn.Tell(waiting, card);
        return DependencyCard.Of(goal, card.Signature, clock);
    }
}

internal sealed class MeetDependencyHandler(DependencyDesk desk) : IHandler<MeetDependency>
{
    public async Task<Reply> HandleAsync(MeetDependency command, Turn turn, CancellationToken cancel)
    {
        var goal = (await DependencyDesk.FindAsync(command.Dependency, turn, cancel)).MeetCondition(command.Dependency.Id, turn.Actor, turn.Roster, turn.Now);
        return desk.Save(goal, command.Dependency.Id, turn);
    }
}

internal sealed class ListDependenciesHandler(TeamClock clock) : IHandler<ListDependencies>
{
    public async Task<Reply> HandleAsync(ListDependencies command, Turn turn, CancellationToken cancel) =>
        new DependencyList([.. (await turn.Work.ListAsync(GoalQueries.Alive, cancel)).Dependencies().Select(d => DependencyCard.Of(d.Goal, d.Signature, clock))]);
}

/// <summary>Finds the goal a dependency belongs to and keeps both cards true.</summary>
internal sealed class DependencyDesk(TeamClock clock)
{
    public static async Task<Goal> FindAsync(RecordRef reference, Turn turn, CancellationToken cancel) =>
        (await turn.Work.ListAsync(GoalQueries.Alive, cancel)).FirstOrDefault(g => g.Signatures.Any(s => s.ConditionId == reference.Id))
            ?? throw new RuleException("goals.no-dependency", ("id", reference.Id));

    public DependencyCard Save(Goal goal, string id, Turn turn)
    {
        turn.Work.Save(goal);
        turn.Refresh(GoalCard.Of(goal, turn.Roster));
        return DependencyCard.Of(goal, goal.Condition(id), clock);
    }
}
