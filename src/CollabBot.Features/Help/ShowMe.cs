using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Time;
using CollabBot.Features.Blockers;
using CollabBot.Features.Cascade;
using CollabBot.Features.Goals;
using CollabBot.Features.SyncDay;

namespace CollabBot.Features.Help;

/// <summary>What waits for the speaker; shown in the direct chat only.</summary>
[Command("me")]
public sealed record ShowMe;

/// <summary>A condition somebody set on the reader's department.</summary>
public sealed record OwedCondition(string GoalId, Signature Signature, bool Overdue);

/// <summary>A goal the reader is to say in plain words for a department.</summary>
public sealed record OwedWords(Goal Goal, Translation Translation, bool Overdue);

/// <summary>Something the reader (or a department they lead) promised.</summary>
public sealed record OwedAction(ActionItem Action, bool Overdue);

/// <summary>One screen: goals to sign, blockers, promises, and what others' signatures depend on.</summary>
public sealed record MyDesk(IReadOnlyList<GoalCard> ToSign, MyBlockers Blockers, IReadOnlyList<OwedAction> Promises, IReadOnlyList<OwedCondition> Owed) : View
{
    /// <summary>From the reader to the company's number; null while nobody translated it for them.</summary>
    public LineOfSight? Sight { get; init; }

    /// <summary>Goals the reader has not said in the department's words yet.</summary>
    public IReadOnlyList<OwedWords> ToTranslate { get; init; } = [];

    public bool HasToTranslate => ToTranslate.Count > 0;

    public bool HasPromises => Promises.Count > 0;

    public bool HasToSign => ToSign.Count > 0;

    public bool HasOwed => Owed.Count > 0;

    public bool HasNothing => !HasToSign && !HasToTranslate && !HasPromises && !HasOwed && Blockers.HasNone;
}

internal sealed class ShowMeHandler(TeamClock clock) : IHandler<ShowMe>
{
    public async Task<Reply> HandleAsync(ShowMe command, Turn turn, CancellationToken cancel)
    {
        var goals = await turn.Work.ListAsync(GoalQueries.Alive, cancel);
        var actions = await turn.Work.ListAsync(ActionItems.Open, cancel);
        var desk = new MyDesk(
            [.. goals.ToSign(turn.Actor, turn.Roster).Select(g => GoalCard.Of(g, turn.Roster))],
            MyBlockers.Of(await turn.Work.ListAsync(BlockerQueries.Unfinished, cancel), turn.Actor, turn.Roster, clock),
            [.. actions.Where(a => a.Responsible(turn.Roster)?.Id == turn.Actor.Id).Select(a => new OwedAction(a, a.Due < clock.Today))],
            [.. goals.ConditionsOn(turn.Actor, turn.Roster).Select(c => new OwedCondition(c.Goal.Id, c.Signature, c.Signature.ConditionDue < clock.Today))])
        {
            Sight = await LineOfSight.OfAsync(turn, cancel) is { IsTranslated: true } sight ? sight : null,
            ToTranslate = await WordsOfAsync(goals, turn, cancel),
        };
        if (turn.IsDirect)
            return desk;
        turn.Tell(turn.Actor, desk);
        return Reply.Say("help.me-in-private");
    }

    private async Task<IReadOnlyList<OwedWords>> WordsOfAsync(IReadOnlyList<Goal> goals, Turn turn, CancellationToken cancel)
    {
        var owed = new List<OwedWords>();
        foreach (var goal in goals.Where(g => g.State == GoalState.Effective))
            foreach (var translation in await turn.Work.ListAsync(Translations.Of(goal.Id), cancel))
                if ((!translation.IsWritten || translation.IsOutdated) && turn.Roster.Speaker(turn.Roster.Department(translation.DepartmentId))?.Id == turn.Actor.Id)
                    owed.Add(new OwedWords(goal, translation, translation.Due < clock.Today));
        return owed;
    }
}
