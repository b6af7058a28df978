using System.Globalization;
using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Core.ToDos;
using Microsoft.Extensions.Options;

namespace CollabBot.Features.ToDos;

/// <summary>Makes the to-dos of a record follow it: one for the person it is on, none for anybody else. Stages only what differs.</summary>
internal sealed class ToDoKeeper(IEnumerable<IToDoList> lists, PlatformRegistry platforms, Phrasebook phrases, TeamClock clock, IOptions<TeamOptions> team)
{
    private readonly HashSet<string> listed = lists.Select(l => l.Platform).ToHashSet(StringComparer.Ordinal);
    private readonly TimeOnly endOfDay = WorkingHours.Parse(team.Value.WorkingHours)?.Spans is [.., var last] ? last.To : new TimeOnly(18, 0);

    /// <summary>True when the team wants to-dos and some platform has a list for them.</summary>
    public bool IsOn => team.Value.ToDos && listed.Count > 0;

    /// <summary>Stages what the record now wants.</summary>
    public async Task FollowAsync(Wanted wanted, Turn turn, CancellationToken cancel)
    {
        var standing = await turn.Work.ListAsync(ToDo.Of(wanted.RecordId), cancel);
        foreach (var todo in standing)
            Stage(todo, wanted.WishFor(todo.PersonId) is var wish && wish == ToDoWish.Open ? Worded(todo, wanted) : todo with { Wish = wish }, turn);
        if (wanted is { Person: { Left: false } person, Done: false } && standing.All(t => t.PersonId != person.Id) && AccountOf(person, wanted.Platform) is var (platform, userId))
            Stage(null, Worded(New(wanted, person, platform, userId, await turn.NextIdAsync("T", cancel)), wanted), turn);
    }

    private static void Stage(ToDo? before, ToDo after, Turn turn)
    {
        after = after with { Pending = after.IsDue };
        if (after == before)
            return;
        turn.Work.Save(after);
        if (after.Pending)
            turn.Work.Enqueue(ToDoErrand.Bring(after, (after.Version + 1).ToString(CultureInfo.InvariantCulture), turn.Now));
    }

    private ToDo New(Wanted wanted, Person person, string platform, string userId, string id) => new()
    {
        Id = id,
        RecordId = wanted.RecordId,
        PersonId = person.Id,
        Platform = platform,
        UserId = userId,
        Token = Ids.New(),
        Locale = phrases.Nearest(person.Locale ?? team.Value.Locale),
        Title = "",
        Details = "",
    };

    private ToDo Worded(ToDo todo, Wanted wanted) => todo with
    {
        Title = phrases.Say(wanted.Title, todo.Locale),
        Details = phrases.Say(wanted.Details, todo.Locale),
        Due = wanted.Due,
        DueAt = wanted.Due is { } day ? clock.At(day, endOfDay) : null,
    };

    // Where the record was made, if the person has an account with a list there; else any that has
    private (string Platform, string UserId)? AccountOf(Person person, string preferred)
    {
        var account = person.Accounts.OrderByDescending(a => a.StartsWith(preferred + ":", StringComparison.Ordinal)).FirstOrDefault(a => PlatformOf(a) is var p && listed.Contains(p) && platforms.Find(p) is not null);
        return account is null ? null : (PlatformOf(account), account[(PlatformOf(account).Length + 1)..]);
    }

    private static string PlatformOf(string account) => account[..account.IndexOf(':', StringComparison.Ordinal)];
}
