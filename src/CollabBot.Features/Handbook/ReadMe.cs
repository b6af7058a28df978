using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Core.Wiki;
using CollabBot.Features.Blockers;
using CollabBot.Features.Goals;
using CollabBot.Features.SyncDay;

namespace CollabBot.Features.Handbook;

/// <summary>What a newcomer needs in the first quarter of an hour.</summary>
[Command("read-me")]
public sealed record ReadMe;

/// <summary>Whom to ask about a department's matters.</summary>
public sealed record Contact(string DepartmentId, string PersonId);

/// <summary>Everything the page says, drawn from the records: where we are going, who waits for whom, what was decided, whom to ask.</summary>
public sealed record NewcomerPage(IReadOnlyList<Goal> Goals, IReadOnlyList<Blocker> Blockers, IReadOnlyList<Decision> Decisions, IReadOnlyList<Contact> Contacts) : View;

/// <summary>The short of the page, for one reader.</summary>
public sealed record NewcomerCard(NewcomerPage Facts, string? DepartmentId, string? HeadId) : View;

internal sealed class NewcomerPages : IPageSource
{
    private const string Path = "00 先读我";
    private const int MostBlockers = 10;

    public IReadOnlyList<string> MadeFrom { get; } = ["goals", "blockers", "decisions", "departments"];

    public IEnumerable<string> PathsFor(Document changed) => changed is Goal or Blocker or Decision or Department ? [Path] : [];

    public async Task<View?> DrawAsync(string path, IUnitOfWork work, CancellationToken cancel) => path == Path ? await MakeAsync(work, cancel) : null;

    internal static async Task<NewcomerPage> MakeAsync(IUnitOfWork work, CancellationToken cancel)
    {
        var departments = await work.ListAsync(Query<Department>.All, cancel);
        var gone = (await work.ListAsync(Query<Person>.All.Equal(p => p.Left, true), cancel)).Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        return new NewcomerPage(
            (await work.ListAsync(GoalQueries.Alive, cancel)).InOrder(),
            [.. (await work.ListAsync(BlockerQueries.Unfinished, cancel)).Where(b => b.IsOnOwner).Pressing().Take(MostBlockers)],
            await work.ListAsync(CollabBot.Features.SyncDay.Decisions.Latest(3), cancel),
            [.. departments.Select(d => (d.Id, Leader: new[] { d.HeadId, d.DeputyId }.FirstOrDefault(id => id is not null && !gone.Contains(id)))).Where(d => d.Leader is not null).Select(d => new Contact(d.Id, d.Leader!))]);
    }
}

internal sealed class ReadMeHandler : IHandler<ReadMe>
{
    public async Task<Reply> HandleAsync(ReadMe command, Turn turn, CancellationToken cancel)
    {
        if (await turn.Work.FindAsync<Newcomer>(turn.Actor.Id, cancel) is null)
            turn.Work.Save(new Newcomer { Id = turn.Actor.Id, WelcomedAt = turn.Now });
        return await ForAsync(turn.Actor, turn, cancel);
    }

    internal static async Task<NewcomerCard> ForAsync(Person person, Turn turn, CancellationToken cancel)
    {
        var department = turn.Roster.DepartmentOf(person);
        var head = new[] { turn.Roster.Person(department?.HeadId), turn.Roster.Person(department?.DeputyId) }.FirstOrDefault(p => p is { Left: false });
        return new NewcomerCard(await NewcomerPages.MakeAsync(turn.Work, cancel), department?.Id, head?.Id == person.Id ? null : head?.Id);
    }
}
