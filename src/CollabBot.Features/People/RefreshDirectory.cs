using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.People;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CollabBot.Features.People;

/// <summary>Has each platform's address book read at night, so that what no event told is right by morning.</summary>
[Schedule("20 3 * * *")]
internal sealed class RefreshDirectory(IEnumerable<IDirectory> directories) : IJob
{
    public Task RunAsync(Occurrence occurrence, Turn turn, CancellationToken cancel)
    {
        // A turn for each: one platform's outage must not undo the other's pass
        foreach (var directory in directories)
            turn.Remind($"{FollowDirectory.Matter}:night:{occurrence.Nominal:yyyyMMdd}", new Happening.Reminder(FollowDirectory.Matter, ""), turn.Now, directory.Platform);
        return Task.CompletedTask;
    }
}

/// <summary>A change in the company is taken over within minutes; a hundred changes cost one pass.</summary>
internal sealed class FollowDirectory(DirectoryPass pass, IEnumerable<IDirectory> directories) : IReaction<Happening.DirectoryChanged>, IReaction<Happening.Reminder>
{
    /// <summary>The matter of the reminder that the book is due.</summary>
    public const string Matter = "directory";

    private static readonly TimeSpan Collect = TimeSpan.FromMinutes(3);

    public Task ReactAsync(Happening.DirectoryChanged happened, Turn turn, CancellationToken cancel)
    {
        // All changes of the same three minutes ask for the same reminder
        var due = new DateTimeOffset(turn.Now.UtcTicks - (turn.Now.UtcTicks % Collect.Ticks), TimeSpan.Zero) + Collect;
        turn.Remind($"{Matter}:{due:yyyyMMddHHmm}", new Happening.Reminder(Matter, ""), due);
        return Task.CompletedTask;
    }

    public async Task ReactAsync(Happening.Reminder happened, Turn turn, CancellationToken cancel)
    {
        if (happened.Matter == Matter && directories.FirstOrDefault(d => d.Platform == turn.Place.Platform) is { } directory)
            await pass.RunAsync(directory, turn, cancel);
    }
}

/// <summary>One reading of one book, taken over in the turn.</summary>
internal sealed class DirectoryPass(ILogger<DirectoryPass> logger)
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(20);

    public async Task RunAsync(IDirectory directory, Turn turn, CancellationToken cancel)
    {
        var prefix = directory.Platform + ":";
        var known = turn.Roster.People.Where(p => !p.Left).SelectMany(p => p.Accounts).Where(a => a.StartsWith(prefix, StringComparison.Ordinal)).Select(a => a[prefix.Length..]).ToList();
        if (await ReadAsync(directory, known, turn, cancel) is not { } book)
            return;
        // Reading took a while and people spoke meanwhile: merged with what is true now, hardly anything can conflict
        var now = new Roster(await turn.Work.ListAsync(Query<Person>.All, cancel), await turn.Work.ListAsync(Query<Department>.All, cancel));
        var merge = new DirectoryMerge(book, now, directory.Platform, turn.Now).Run();
        foreach (var changed in merge.Changed)
            if (changed is Person person)
                turn.Work.Save(person);
            else
                turn.Work.Save((Department)changed);
        foreach (var person in merge.Gone)
            await LeavePerson.LeaveAsync(now.Person(person.Id)! with { Directory = person.Directory }, turn, cancel);
        logger.LogInformation(
            "Address book of {Platform}: {People} people and {Departments} departments, {Changed} changed, {Gone} left, {Missing} scopes missing",
            directory.Platform, book.People.Count, book.Departments.Count, merge.Changed.Count, merge.Gone.Count, book.Missing.Count);
    }

    private async Task<DirectorySnapshot?> ReadAsync(IDirectory directory, IReadOnlyCollection<string> known, Turn turn, CancellationToken cancel)
    {
        try
        {
            return await directory.ReadAsync(known, cancel);
        }
        catch (HttpRequestException exception)
        {
            logger.LogWarning("The address book of {Platform} cannot be read, again in {Pause}: {Reason}", directory.Platform, Again, exception.Message);
            var due = turn.Now + Again;
            turn.Remind($"{FollowDirectory.Matter}:again:{due:yyyyMMddHHmm}", new Happening.Reminder(FollowDirectory.Matter, ""), due, directory.Platform);
            return null;
        }
    }
}

/// <summary>Asks for the first pass when the service starts, once a day however often that is.</summary>
internal sealed class DirectoryAtStart(IEnumerable<IDirectory> directories, Inbox inbox, TeamClock clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var directory in directories)
        {
            var id = $"directory-start:{clock.Today:yyyy-MM-dd}";
            var message = new InboundMessage(id, new Place(directory.Platform, FollowDirectory.Matter, PlaceKind.Direct), "", "", clock.Now) { Happened = new Happening.Reminder(FollowDirectory.Matter, "") };
            await inbox.AcceptAsync(message, [id], stoppingToken);
        }
    }
}
