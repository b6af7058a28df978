namespace CollabBot.Playground.Screen;

/// <summary>One step of the first ten minutes: done once one of its commands has changed something; worded as <c>playground.tour.{Key}</c>.</summary>
public sealed record TourStep(int Number, string Key, string? PersonaId, params string[] Commands)
{
    /// <summary>Report, claim, resolve, accept, sign, travel, publish: the whole loop.</summary>
    public static IReadOnlyList<TourStep> All { get; } =
    [
        new(1, "report", "lina", "blocker"),
        new(2, "claim", "zhangwei", "blocker claim"),
        new(3, "resolve", "zhangwei", "blocker resolve"),
        new(4, "accept", "lina", "blocker accept"),
        new(5, "sign", "zhoumin", "goal sign", "goal condition", "goal oppose", "goal decide"),
        new(6, "travel", null, TravelCommand),
        new(7, "publish", "wang", "sync publish"),
    ];

    /// <summary>Stands in the list of seen commands for the first journey.</summary>
    public const string TravelCommand = "travel";

    /// <summary>The screen on which the step can be done.</summary>
    public PlaygroundScreen Target(PlaygroundScreen screen) =>
        screen with { Persona = PlaygroundTeam.Find(PersonaId) ?? screen.Persona, Chat = PlaygroundChats.Strategy };
}
