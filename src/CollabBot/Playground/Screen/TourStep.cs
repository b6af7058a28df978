namespace CollabBot.Playground.Screen;

/// <summary>One step of the first ten minutes: done once its command has changed something; worded as <c>playground.tour.{Key}</c>.</summary>
public sealed record TourStep(int Number, string Key, string Command, string? PersonaId)
{
    /// <summary>Report, claim, resolve, accept, sign, travel, publish: the whole loop.</summary>
    public static IReadOnlyList<TourStep> All { get; } =
    [
        new(1, "report", "blocker", "lina"),
        new(2, "claim", "blocker claim", "zhangwei"),
        new(3, "resolve", "blocker resolve", "zhangwei"),
        new(4, "accept", "blocker accept", "lina"),
        new(5, "sign", "goal sign", "zhoumin"),
        new(6, "travel", TravelCommand, null),
        new(7, "publish", "sync publish", "wang"),
    ];

    /// <summary>Stands in the list of seen commands for the first journey.</summary>
    public const string TravelCommand = "travel";

    /// <summary>The screen on which the step can be done.</summary>
    public PlaygroundScreen Target(PlaygroundScreen screen) =>
        screen with { Persona = PlaygroundTeam.Find(PersonaId) ?? screen.Persona, Chat = PlaygroundChats.Strategy };
}
