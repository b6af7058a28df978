using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Features.Blockers;
using CollabBot.Features.SyncDay;

namespace CollabBot.Features.People;

/// <summary>Says by hand that somebody left the company, where no platform tells it.</summary>
[Command("people left", Requires = Role.Steward)]
public sealed record PersonGone(PersonArgument Person);

/// <summary>What somebody who left still holds, for the stewards to hand over. Nothing is reassigned by itself.</summary>
public sealed record LeaverCard(
    Person Person, IReadOnlyList<Department> Headed, IReadOnlyList<Department> Deputised, IReadOnlyList<Blocker> ToSolve, IReadOnlyList<Blocker> Reported, IReadOnlyList<ActionItem> Promised)
    : View
{
    private const int Most = 10;

    public bool HasHeaded => Headed.Count > 0;

    public bool HasDeputised => Deputised.Count > 0;

    public bool HasToSolve => ToSolve.Count > 0;

    public bool HasReported => Reported.Count > 0;

    public bool HasPromised => Promised.Count > 0;

    public bool HasNothing => !HasHeaded && !HasDeputised && !HasToSolve && !HasReported && !HasPromised;

    internal static async Task<LeaverCard> OfAsync(Person person, Turn turn, CancellationToken cancel)
    {
        var unfinished = await turn.Work.ListAsync(BlockerQueries.Unfinished, cancel);
        return new LeaverCard(
            person,
            [.. turn.Roster.Departments.Where(d => d.HeadId == person.Id)],
            [.. turn.Roster.Departments.Where(d => d.DeputyId == person.Id)],
            [.. unfinished.Where(b => b.IsOnOwner && (b.ClaimedById ?? b.OwnerId) == person.Id).Pressing().Take(Most)],
            [.. unfinished.Where(b => b.ReporterId == person.Id).Pressing().Take(Most)],
            [.. (await turn.Work.ListAsync(ActionItems.Open, cancel)).Where(a => a.OwnerId == person.Id).Take(Most)]);
    }
}

internal sealed class PersonGoneHandler : IHandler<PersonGone>
{
    public async Task<Reply> HandleAsync(PersonGone command, Turn turn, CancellationToken cancel)
    {
        var person = command.Person.Person;
        if (person.Id == turn.Actor.Id)
            throw new RuleException("people.left-yourself");
        await turn.ChangeAsync(person, p => p with { Left = true }, cancel);
        return await LeaverCard.OfAsync(person, turn, cancel);
    }
}

/// <summary>Marks who left, once, and tells the stewards what they still hold.</summary>
internal sealed class LeavePerson : IReaction<Happening.PersonLeft>
{
    public async Task ReactAsync(Happening.PersonLeft happened, Turn turn, CancellationToken cancel)
    {
        if (turn.Roster.ByAccount($"{turn.Place.Platform}:{happened.UserId}") is { } person)
            await LeaveAsync(person with { Directory = (person.Directory ?? new PersonWord(turn.Place.Platform, null, null, true)) with { Left = true } }, turn, cancel);
    }

    internal static async Task LeaveAsync(Person person, Turn turn, CancellationToken cancel)
    {
        if (person.Left)
            return;
        await turn.ChangeAsync(person, p => p with { Left = true, Directory = person.Directory }, cancel);
        foreach (var keeper in turn.Roster.Keepers.Where(k => k.Id != person.Id))
            turn.Tell(keeper, await LeaverCard.OfAsync(person, turn, cancel));
    }
}
