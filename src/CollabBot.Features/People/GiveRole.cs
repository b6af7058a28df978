using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;

namespace CollabBot.Features.People;

/// <summary>Says who the sponsor is; there is one at a time.</summary>
[Command("people sponsor")]
public sealed record NameSponsor(PersonArgument Person);

/// <summary>Adds a steward, who runs the process.</summary>
[Command("people steward")]
public sealed record NameSteward(PersonArgument Person);

/// <summary>Who has the role now; says so when the speaker became steward by it.</summary>
public sealed record RoleGiven(Person Person, Role Role, bool BecameSteward) : View;

/// <summary>Tells somebody about their new role and what they can do with it.</summary>
public sealed record RoleReceived(Role Role, string ById) : View
{
    public bool IsSponsor => Role == Role.Sponsor;
}

internal sealed class NameSponsorHandler : IHandler<NameSponsor>
{
    public async Task<Reply> HandleAsync(NameSponsor command, Turn turn, CancellationToken cancel)
    {
        var becameSteward = await turn.MustManagePeopleAsync(cancel);
        foreach (var former in turn.Roster.People.Where(p => p.Roles.Contains(Role.Sponsor) && p.Id != command.Person.Person.Id))
            await turn.ChangeAsync(former, p => p with { Roles = [.. p.Roles.Where(r => r != Role.Sponsor)] }, cancel);
        return await RoleGiving.GiveAsync(command.Person.Person, Role.Sponsor, becameSteward, turn, cancel);
    }
}

internal sealed class NameStewardHandler : IHandler<NameSteward>
{
    public async Task<Reply> HandleAsync(NameSteward command, Turn turn, CancellationToken cancel)
    {
        var becameSteward = await turn.MustManagePeopleAsync(cancel);
        return await RoleGiving.GiveAsync(command.Person.Person, Role.Steward, becameSteward && command.Person.Person.Id != turn.Actor.Id, turn, cancel);
    }
}

internal static class RoleGiving
{
    public static async Task<Reply> GiveAsync(Person person, Role role, bool becameSteward, Turn turn, CancellationToken cancel)
    {
        await turn.ChangeAsync(person, p => p.Roles.Contains(role) ? p : p with { Roles = [.. p.Roles, role] }, cancel);
        if (person.Id != turn.Actor.Id && !person.Roles.Contains(role))
            turn.Tell(person, new RoleReceived(role, turn.Actor.Id));
        return new RoleGiven(person, role, becameSteward);
    }
}
