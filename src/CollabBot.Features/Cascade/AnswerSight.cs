using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Features.Goals;

namespace CollabBot.Features.Cascade;

/// <summary>"I understand what it means for me."</summary>
[Command("sight understood", DirectOnly = true)]
public sealed record UnderstandSight([Ref("G")] RecordRef Goal);

/// <summary>"It has nothing to do with me." Only the number of those who say so is told.</summary>
[Command("sight not-mine", DirectOnly = true)]
public sealed record DisownSight([Ref("G")] RecordRef Goal);

/// <summary>"I do not understand": a question nobody can trace.</summary>
[Command("sight question", DirectOnly = true, Confidential = true)]
public sealed record AskAboutSight([Ref("G")] RecordRef Goal, [Long] Rest Question);

/// <summary>"My role is…"</summary>
[Command("sight role", DirectOnly = true)]
public sealed record TakeRole(Rest Role);

/// <summary>Says what was kept of a question, and how far that hides who asked.</summary>
public sealed record QuestionKept(string GoalId, string DepartmentId, int Members) : View
{
    /// <summary>So few that guessing is easy.</summary>
    public bool IsFew => Members < AskAboutSightHandler.Few;
}

internal sealed class UnderstandSightHandler : IHandler<UnderstandSight>
{
    public Task<Reply> HandleAsync(UnderstandSight command, Turn turn, CancellationToken cancel) => SightDesk.AnswerAsync(command.Goal.Id, Ack.Understood, turn, cancel);
}

internal sealed class DisownSightHandler : IHandler<DisownSight>
{
    public Task<Reply> HandleAsync(DisownSight command, Turn turn, CancellationToken cancel) => SightDesk.AnswerAsync(command.Goal.Id, Ack.NotMine, turn, cancel);
}

internal sealed class AskAboutSightHandler : IHandler<AskAboutSight>
{
    /// <summary>Below this a role, or a department, gives people away.</summary>
    public const int Few = 3;

    private const int Longest = 300;

    public async Task<Reply> HandleAsync(AskAboutSight command, Turn turn, CancellationToken cancel)
    {
        var text = command.Question.Text.Trim();
        if (text.Length > Longest)
            return Reply.Refuse("cascade.question-too-long", ("limit", Longest));
        if (turn.Actor.Name.Length > 1 && text.Contains(turn.Actor.Name, StringComparison.OrdinalIgnoreCase))
            return Reply.Refuse("cascade.own-name");
        var (goal, translation) = await SightDesk.FindAsync(command.Goal.Id, turn, cancel);
        var members = SendSights.Members(translation.DepartmentId, goal, turn.Roster);
        var role = (await turn.Work.FindAsync<RoleHolder>(turn.Actor.Id, cancel))?.Role;
        var holders = 0;
        foreach (var member in role is null ? [] : members)
            holders += string.Equals((await turn.Work.FindAsync<RoleHolder>(member.Id, cancel))?.Role, role, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        turn.Work.Save(new LineQuestion { Id = Ids.New(), TranslationId = translation.Id, Role = holders >= Few ? role : null, Text = text });
        return new QuestionKept(goal.Id, translation.DepartmentId, members.Count);
    }
}

internal sealed class TakeRoleHandler : IHandler<TakeRole>
{
    private const int Longest = 20;

    public async Task<Reply> HandleAsync(TakeRole command, Turn turn, CancellationToken cancel)
    {
        var role = command.Role.Text.Trim();
        if (role.Length is 0 or > Longest)
            return Reply.Refuse("cascade.role-too-long", ("limit", Longest));
        var holder = await turn.Work.FindAsync<RoleHolder>(turn.Actor.Id, cancel) ?? new RoleHolder { Id = turn.Actor.Id, Role = role };
        turn.Work.Save(holder with { Role = role });
        if (await SightDesk.CurrentAsync(turn, cancel) is not (var goal, { } translation))
            return Reply.Say("cascade.role-kept", ("role", role));
        if (translation.LineOf(role) is not { } line)
            return Reply.Say("cascade.role-without-line", ("role", role), ("department", translation.DepartmentName), ("roles", translation.Lines.Select(l => l.Role).ToList()));
        var sight = (await SightDesk.SightAsync(goal, translation, turn, cancel)) with { Line = line.Text, Plain = translation.Plain, Ack = Ack.None, AckAt = null };
        turn.Work.Save(sight);
        return new SightCard(goal, translation, role, sight);
    }
}

/// <summary>Finds what a person sees of a goal.</summary>
internal static class SightDesk
{
    public static async Task<Reply> AnswerAsync(string goalId, Ack ack, Turn turn, CancellationToken cancel)
    {
        var (goal, translation) = await FindAsync(goalId, turn, cancel);
        var role = (await turn.Work.FindAsync<RoleHolder>(turn.Actor.Id, cancel))?.Role;
        var sight = (await SightAsync(goal, translation, turn, cancel)) with { Line = translation.LineOf(role)?.Text, Plain = translation.Plain, Ack = ack, AckAt = turn.Now };
        turn.Work.Save(sight);
        return new SightCard(goal, translation, role, sight);
    }

    /// <summary>The goal and the words of the actor's department; refused with a way out when there are none.</summary>
    public static async Task<(Goal Goal, Translation Translation)> FindAsync(string goalId, Turn turn, CancellationToken cancel)
    {
        var goal = await turn.Work.FindAsync<Goal>(goalId, cancel) ?? throw new RuleException("goals.not-found", ("id", goalId));
        if (SendSights.DepartmentOf(turn.Actor, goal, turn.Roster) is not { } department)
            throw new RuleException("cascade.no-department", ("id", goalId));
        return await turn.Work.FindAsync<Translation>(Translation.IdOf(goalId, department), cancel) is { IsWritten: true } translation
            ? (goal, translation)
            : throw new RuleException("cascade.not-translated", ("id", goalId), ("department", turn.Roster.Department(department)?.Name ?? ""));
    }

    /// <summary>The company's goal in force that concerns the actor, with their department's words, if there are any.</summary>
    public static async Task<(Goal Goal, Translation? Translation)?> CurrentAsync(Turn turn, CancellationToken cancel)
    {
        var goals = (await turn.Work.ListAsync(GoalQueries.Alive, cancel)).Where(g => g.State == GoalState.Effective && g.Terms.Rank != GoalRank.Supporting);
        if (goals.OrderBy(g => g.Terms.Due).FirstOrDefault() is not { } goal)
            return null;
        var department = SendSights.DepartmentOf(turn.Actor, goal, turn.Roster);
        var translation = department is null ? null : await turn.Work.FindAsync<Translation>(Translation.IdOf(goal.Id, department), cancel);
        return (goal, translation is { IsWritten: true } ? translation : null);
    }

    public static async Task<Sight> SightAsync(Goal goal, Translation translation, Turn turn, CancellationToken cancel)
    {
        var id = Sight.IdOf(goal.Id, turn.Actor.Id);
        return await turn.Work.FindAsync<Sight>(id, cancel) ?? new Sight
        {
            Id = id,
            GoalId = goal.Id,
            PersonId = turn.Actor.Id,
            DepartmentId = translation.DepartmentId,
            SentAt = turn.Now,
        };
    }
}
