using CollabBot.Core.Chat;
using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.Features.Handbook;

/// <summary>That a person got the newcomer's card, sent or asked for; by the person's id.</summary>
[Collection("newcomers", Ledger = false)]
public sealed record Newcomer : Document
{
    public DateTimeOffset WelcomedAt { get; init; }
}

/// <summary>Tells a group into which many came at once where to begin, instead of writing to each.</summary>
public sealed record ManyNewcomers(int Count) : View;

/// <summary>Who comes into a group with the bot gets the first quarter of an hour in their direct chat, once in their life.</summary>
internal sealed class WelcomeNewcomers : IReaction<Happening.MembersJoined>
{
    // More at once is a merged group or an import, not people who just began
    private const int MostAtOnce = 10;

    public async Task ReactAsync(Happening.MembersJoined happened, Turn turn, CancellationToken cancel)
    {
        var newcomers = new List<Person>();
        foreach (var member in happened.Members)
        {
            var person = turn.Meet(member.UserId, member.Name);
            if (!person.Left && await turn.Work.FindAsync<Newcomer>(person.Id, cancel) is null)
                newcomers.Add(person);
        }

        if (newcomers.Count > MostAtOnce)
        {
            turn.Post(turn.Place, new ManyNewcomers(newcomers.Count));
            return;
        }

        foreach (var person in newcomers)
        {
            turn.Work.Save(new Newcomer { Id = person.Id, WelcomedAt = turn.Now });
            turn.Tell(person, await ReadMeHandler.ForAsync(person, turn, cancel));
        }
    }
}
