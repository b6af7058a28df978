using System.Globalization;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Time;

namespace CollabBot.Features.Goals;

/// <summary>A head's answer. Silence is never a signature: without a verdict, or with half of one, the form asks.</summary>
[Command("goal sign")]
public sealed record SignGoal([Ref("G")] RecordRef Goal, Verdict? Verdict = null, Rest? Words = null, Assignee? On = null, Due? By = null);

/// <summary>"I vouch for it, provided that…": what, on whom it depends, and by when.</summary>
[Command("goal condition", Hidden = true)]
public sealed record SignGoalWithCondition([Ref("G")] RecordRef Goal, Rest Condition, [DepartmentOnly] Assignee On, Due By);

/// <summary>"I do not agree, because…": kept word for word.</summary>
[Command("goal oppose", Hidden = true)]
public sealed record OpposeGoal([Ref("G")] RecordRef Goal, Rest Reason);

/// <summary>Tells the group that everybody vouches, or that the sponsor decided.</summary>
public sealed record GoalInForce(Goal Goal, IReadOnlyList<SignatureRow> Rows) : View
{
    public string Id => Goal.Id;

    public GoalTerms Terms => Goal.Terms;
}

internal sealed class SignGoalHandler(GoalSigning signing, FormMaker forms) : IHandler<SignGoal>
{
    public async Task<Reply> HandleAsync(SignGoal command, Turn turn, CancellationToken cancel)
    {
        var silent = string.IsNullOrWhiteSpace(command.Words?.Text);
        if (command.Verdict is Verdict.Vouch || (command.Verdict is Verdict.Oppose && !silent) || (command is { Verdict: Verdict.Conditional, On: not null, By: not null } && !silent))
            return await signing.SignAsync(command.Goal, command.Verdict.Value, command.Words, command.On, command.By, turn, cancel);
        // Whoever may not sign is told so before being asked how
        (await turn.GoalAsync(command.Goal, cancel)).MaySign(turn.Actor, turn.Roster);
        return new Reply.Ask(command.Verdict switch
        {
            Verdict.Conditional => Open<SignGoalWithCondition>(command, turn),
            Verdict.Oppose => Open<OpposeGoal>(command, turn),
            _ => Choose(Open<SignGoal>(command, turn)),
        });
    }

    // The id stays in the line: nobody fills in what is known
    private CommandForm Open<TCommand>(SignGoal command, Turn turn)
    {
        var said = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["words"] = command.Words?.Text,
            ["condition"] = command.Words?.Text,
            ["on"] = command.On is { } on ? "@" + on.Name : null,
            ["by"] = command.By?.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        var form = forms.For<TCommand>(said, turn.Locale, turn.Roster);
        return form with { Line = $"{form.Line} #{command.Goal.Id}", Fields = [.. form.Fields.Where(f => f.Name != "goal")] };
    }

    private static CommandForm Choose(CommandForm form) => form with { Fields = [.. form.Fields.Select(f => f.Name == "verdict" ? f with { Required = true } : f)] };
}

internal sealed class SignGoalWithConditionHandler(GoalSigning signing) : IHandler<SignGoalWithCondition>
{
    public Task<Reply> HandleAsync(SignGoalWithCondition command, Turn turn, CancellationToken cancel) =>
        signing.SignAsync(command.Goal, Verdict.Conditional, command.Condition, command.On, command.By, turn, cancel);
}

internal sealed class OpposeGoalHandler(GoalSigning signing) : IHandler<OpposeGoal>
{
    public Task<Reply> HandleAsync(OpposeGoal command, Turn turn, CancellationToken cancel) =>
        signing.SignAsync(command.Goal, Verdict.Oppose, command.Reason, null, null, turn, cancel);
}

/// <summary>What the three ways of signing share.</summary>
internal sealed class GoalSigning(TeamClock clock)
{
    public async Task<Reply> SignAsync(RecordRef reference, Verdict verdict, Rest? words, Assignee? on, Due? by, Turn turn, CancellationToken cancel)
    {
        var goal = await turn.GoalAsync(reference, cancel);
        if (by is { } due && due.Day < clock.Today)
            throw new RuleException("goals.due-past", ("day", due.Day));
        var signed = goal.Sign(turn.Actor, turn.Roster, verdict, words?.Text, on?.Department ?? turn.Roster.DepartmentOf(on?.Person), by?.Day, turn.Now);
        signed = await NumberedAsync(signed, turn, cancel);
        turn.Work.Save(signed);
        foreach (var signature in signed.Signatures.Where(s => s.PersonId == turn.Actor.Id && s.At == turn.Now))
        {
            turn.Raise(new GoalSigned(signed, signature));
            if (signature.FollowsId is not null && signature.Verdict == Verdict.Oppose)
                TellObjection(signed, signature, turn);
        }

        foreach (var signature in Fresh(signed, turn))
            TellDependency(signed, signature, turn);
        var card = GoalCard.Of(signed, turn.Roster);
        if (signed.State == GoalState.Effective && goal.State == GoalState.Signing)
            Announce(signed, card, turn);
        return card;
    }

    /// <summary>Raises the event and tells the group and who drafted it.</summary>
    public static void Announce(Goal goal, GoalCard card, Turn turn)
    {
        turn.Raise(new GoalEffective(goal));
        var news = new GoalInForce(goal, card.Rows);
        turn.PostToGroup(goal, news);
        if (goal.Group is null && goal.DraftedById != turn.Actor.Id)
            turn.Tell(turn.Roster.Person(goal.DraftedById), news);
    }

    // One condition for several departments is one dependency each: they are kept and accepted separately
    private static async Task<Goal> NumberedAsync(Goal goal, Turn turn, CancellationToken cancel)
    {
        foreach (var signature in Fresh(goal, turn))
        {
            var numbered = signature with { ConditionId = await turn.NextIdAsync(Dependency.Prefix, cancel) };
            goal = goal with { Signatures = [.. goal.Signatures.Select(s => ReferenceEquals(s, signature) ? numbered : s)] };
        }

        return goal;
    }

    private static IReadOnlyList<Signature> Fresh(Goal goal, Turn turn) =>
        [.. goal.Signatures.Where(s => s.PersonId == turn.Actor.Id && s.At == turn.Now && s.ConditionDepartmentId is not null)];

    private void TellDependency(Goal goal, Signature signature, Turn turn)
    {
        if (turn.Roster.Speaker(turn.Roster.Department(signature.ConditionDepartmentId)) is { } head && head.Id != turn.Actor.Id)
            turn.Tell(head, DependencyCard.Of(goal, signature, clock));
    }

    private static void TellObjection(Goal goal, Signature signature, Turn turn)
    {
        var receivers = turn.Roster.People.Where(p => p.Id == goal.DraftedById || (!p.Left && p.Roles.Contains(Role.Sponsor)));
        foreach (var person in receivers.Where(p => p.Id != turn.Actor.Id))
            turn.Tell(person, new SuccessorObjected(goal, signature));
    }
}
