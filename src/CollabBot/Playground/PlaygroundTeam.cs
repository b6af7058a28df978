using System.Text.Json;
using CollabBot.Core.People;
using CollabBot.Core.Storage;

namespace CollabBot.Playground;

/// <summary>The six people of the example company and their four departments, as documents; read once from <c>team.json</c> beside this file.</summary>
internal static class PlaygroundTeam
{
    private static readonly Team Example = Read();

    /// <summary>王总, 李娜, 张伟, 陈峰, 周敏, 小林, in the order the persona switch shows them.</summary>
    public static IReadOnlyList<Person> People => Example.People;

    /// <summary>Sales, product, R&amp;D and service, each with its head.</summary>
    public static IReadOnlyList<Department> Departments => Example.Departments;

    /// <summary>What the bot may be called after an @.</summary>
    public static IReadOnlyList<string> BotNames => Example.BotNames;

    /// <summary>The persona with this id, or null.</summary>
    public static Person? Find(string? id) => People.FirstOrDefault(p => p.Id == id);

    /// <summary>Stages everybody as new documents; <paramref name="known"/> gives them other accounts.</summary>
    public static void SaveTo(IUnitOfWork work, DateTimeOffset joinedAt, Func<Person, Person>? known = null)
    {
        foreach (var department in Departments)
            work.Save(department);
        foreach (var person in People)
            work.Save((known?.Invoke(person) ?? person) with { JoinedAt = joinedAt });
    }

    private static Team Read()
    {
        using var stream = typeof(PlaygroundTeam).Assembly.GetManifestResourceStream("playground/team.json")
            ?? throw new InvalidOperationException("playground/team.json is not embedded");
        var team = JsonSerializer.Deserialize<Team>(stream, DocumentJson.Options)!;
        return team with
        {
            People =
            [
                .. team.People.Select(p => p with
                {
                    DirectChats = new Dictionary<string, string> { [PlaygroundPlatform.PlatformName] = PlaygroundChats.Direct(p.Id).Id },
                }),
            ],
        };
    }

    private sealed record Team(IReadOnlyList<string> BotNames, IReadOnlyList<Department> Departments, IReadOnlyList<Person> People);
}
