using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;

namespace CollabBot.Features.People;

/// <summary>Says who heads a department, which comes into being with it.</summary>
[Command("department head")]
public sealed record NameHead(Rest Name, PersonArgument Head);

/// <summary>Says who acts for the head.</summary>
[Command("department deputy")]
public sealed record NameDeputy(Rest Name, PersonArgument Deputy);

/// <summary>A department after the change; says so when the speaker became steward by it.</summary>
public sealed record DepartmentNamed(Department Changed, bool BecameSteward) : View;

/// <summary>Tells somebody that they now head a department (or act for its head), by whose word, and what follows.</summary>
public sealed record LeadershipGiven(Department Led, bool AsDeputy, string ById) : View;

internal sealed class NameHeadHandler : IHandler<NameHead>
{
    public async Task<Reply> HandleAsync(NameHead command, Turn turn, CancellationToken cancel)
    {
        var name = PeopleTurn.DepartmentName(command.Name.Text);
        var becameSteward = await turn.MustManagePeopleAsync(cancel);
        var head = command.Head.Person;
        var department = (turn.Roster.DepartmentByName(name) ?? new Department { Id = Ids.New(), Name = name }) with { HeadId = head.Id, ByHand = true };
        if (department.DeputyId == head.Id)
            department = department with { DeputyId = null };
        turn.Work.Save(department);
        await turn.ChangeAsync(head, p => p with { DepartmentId = p.DepartmentId ?? department.Id }, cancel);
        if (head.Id != turn.Actor.Id)
            turn.Tell(head, new LeadershipGiven(department, false, turn.Actor.Id));
        return new DepartmentNamed(department, becameSteward);
    }
}

internal sealed class NameDeputyHandler : IHandler<NameDeputy>
{
    public async Task<Reply> HandleAsync(NameDeputy command, Turn turn, CancellationToken cancel)
    {
        var department = turn.ExistingDepartment(command.Name.Text);
        var deputy = command.Deputy.Person;
        // A head arranges their own stand-in; for other departments it takes the steward or the sponsor
        var becameSteward = department.HeadId != turn.Actor.Id && await turn.MustManagePeopleAsync(cancel);
        if (department.HeadId == deputy.Id)
            throw new RuleException("people.deputy-is-head", ("name", deputy.Name), ("department", department.Name));
        department = department with { DeputyId = deputy.Id };
        turn.Work.Save(department);
        await turn.ChangeAsync(deputy, p => p with { DepartmentId = p.DepartmentId ?? department.Id }, cancel);
        if (deputy.Id != turn.Actor.Id)
            turn.Tell(deputy, new LeadershipGiven(department, true, turn.Actor.Id));
        return new DepartmentNamed(department, becameSteward);
    }
}
