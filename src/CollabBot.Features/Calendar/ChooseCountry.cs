using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.People;
using CollabBot.Core.Time;

namespace CollabBot.Features.Calendar;

/// <summary>Says in which country, and in which time zone, the speaker works: its holidays and hours are theirs from then on.</summary>
[Command("calendar country")]
public sealed record ChooseCountry(Rest Country);

internal sealed class ChooseCountryHandler(TeamClock clock, Countries countries) : IHandler<ChooseCountry>
{
    public async Task<Reply> HandleAsync(ChooseCountry command, Turn turn, CancellationToken cancel)
    {
        var words = command.Country.Text.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || countries.Find(words[0]) is not { } country)
            return Reply.Refuse("calendar.no-country", ("names", countries.Names(turn.Locale)));
        string? zone = null;
        if (words.Length == 2 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone = words[1], out _))
            return Reply.Refuse("calendar.no-zone", ("zone", words[1]));
        var home = country == clock.Calendar.Public.Country;
        var actor = await turn.Work.FindAsync<Person>(turn.Actor.Id, cancel) ?? turn.Actor;
        turn.Work.Save(actor with { Country = home ? null : country, TimeZone = zone ?? (home ? null : actor.TimeZone) });
        return Reply.Say(home ? "calendar.country-home" : "calendar.country-set", ("country", countries.Name(country, turn.Locale)), ("zone", zone ?? turn.Actor.TimeZone ?? clock.Zone.Id));
    }
}
