using System.Globalization;
using CollabBot.Core;
using CollabBot.Core.Features;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Core.ToDos;
using Microsoft.Extensions.Options;

namespace CollabBot.Features.ToDos;

/// <summary>One light for each platform that has a to-do list: green once the platform took one, red with what to tick in the console while it refuses.</summary>
internal sealed class ToDosDoctor(IDocumentStore store, IEnumerable<IToDoList> lists, TeamClock clock, Phrasebook phrases, IOptions<TeamOptions> team) : IDoctorCheck
{
    public async Task<IReadOnlyList<Finding>> CheckAsync(CancellationToken cancel)
    {
        if (!team.Value.ToDos)
            return [];
        await using var work = store.Begin();
        var findings = new List<Finding>();
        foreach (var platform in lists.Select(l => l.Platform))
            findings.Add(await LightAsync(platform, work, cancel));
        return findings;
    }

    private async Task<Finding> LightAsync(string platform, IUnitOfWork work, CancellationToken cancel)
    {
        if ((await work.FindAsync<ToDoRefusal>(ToDoRefusal.IdOf(platform, reading: false), cancel) ?? await work.FindAsync<ToDoRefusal>(ToDoRefusal.IdOf(platform, reading: true), cancel)) is { } refusal)
        {
            var since = clock.Local(refusal.Since).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
            return Found(platform, false, Say("refused", ("since", since), ("reason", refusal.Reason), ("fix", Fix(platform))));
        }

        var shown = (await work.ListAsync(ToDo.Open, cancel)).Count(t => t.Platform == platform && t.TaskId is not null);
        return shown > 0
            ? Found(platform, true, Say("ok", ("count", shown)))
            : Found(platform, true, Say("unproved", ("fix", Fix(platform)))) with { Unproved = true };
    }

    private string Fix(string platform) => phrases.Has($"todos.doctor.fix.{platform}") ? Say($"fix.{platform}") : "";

    private Finding Found(string platform, bool healthy, string sentence) => new(Say("name", ("platform", platform)), healthy, sentence);

    private string Say(string key, params (string Name, object? Value)[] values) => phrases.Say(new Phrase("todos.doctor." + key, values), team.Value.Locale);
}
