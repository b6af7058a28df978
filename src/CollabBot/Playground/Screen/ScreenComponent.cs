using System.Globalization;
using CollabBot.Core.People;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using Microsoft.AspNetCore.Components;

namespace CollabBot.Playground.Screen;

/// <summary>What every part of the playground's page needs: whose screen it is, its words, and the team's clock.</summary>
public abstract class ScreenComponent : ComponentBase
{
    [Inject]
    public required Phrasebook Book { get; set; }

    [Inject]
    public required TeamClock Clock { get; set; }

    [Parameter, EditorRequired]
    public required PlaygroundScreen Screen { get; set; }

    /// <summary>A phrase of the playground in the screen's language.</summary>
    protected string T(string key, params (string Name, object? Value)[] values) => Book.Say(new Phrase("playground." + key, values), Screen.Locale);

    /// <summary>The phrase, or the fallback where nobody has worded the key (records and jobs of features to come).</summary>
    protected string TOr(string key, string fallback) => Book.Has("playground." + key) ? T(key) : fallback;

    protected string ChatName(PlaygroundChat chat) => chat.PersonId is null ? T("chat." + chat.Id) : T("chat.direct");

    protected static string PersonName(string? id) => PlaygroundTeam.Find(id)?.Name ?? id ?? "";

    protected string Title(Person person) => T("title." + person.Id);

    /// <summary>10:41 today, 11-27 10:41 otherwise, in team time.</summary>
    protected string Moment(DateTimeOffset at) =>
        Clock.Local(at).ToString(Clock.DayOf(at) == Clock.Today ? "HH:mm" : "MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>10:41 today, 11-27 otherwise.</summary>
    protected string Rough(DateTimeOffset at) =>
        Clock.Local(at).ToString(Clock.DayOf(at) == Clock.Today ? "HH:mm" : "MM-dd", CultureInfo.InvariantCulture);

    /// <summary>11-27 Fri 10:41 in team time and the screen's language.</summary>
    protected string FullMoment(DateTimeOffset at) => Clock.Local(at).ToString("MM-dd ddd HH:mm", CultureInfo.GetCultureInfo(Screen.Locale));

    /// <summary>The same with its year, for the clock that travels.</summary>
    protected string DatedMoment(DateTimeOffset at) => Clock.Local(at).ToString("yyyy-MM-dd ddd HH:mm", CultureInfo.GetCultureInfo(Screen.Locale));
}
