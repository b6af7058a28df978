using CollabBot.Core.Text;

namespace CollabBot.Core.Connect;

/// <summary>
/// How a platform is connected: what is asked for, how it is tried, and which switches of the platform's console are left to do. The page <c>/connect/platform</c> and
/// <c>collabbot connect platform</c> are the same for all; their words are the phrases <c>connect.platform.…</c>, else <c>connect.…</c>
/// </summary>
public interface IConnectWay
{
    /// <summary>The platform's name.</summary>
    string Platform { get; }

    /// <summary>The section of the settings that connecting fills.</summary>
    string Section { get; }

    /// <summary>The setting that tells which app is in force.</summary>
    string IdSetting { get; }

    /// <summary>What is asked for, in this order.</summary>
    IReadOnlyList<ConnectField> Fields { get; }

    /// <summary>Makes apps; null where the platform lets nobody do that.</summary>
    IAppMaker? Maker => null;

    /// <summary>The settings out of what was given by <see cref="ConnectField.Key"/>; what is not asked for is filled in.</summary>
    IReadOnlyDictionary<string, string> Read(Func<string, string?> given);

    /// <summary>Tries the settings before they are kept: what is wrong, or null when the platform accepts them.</summary>
    Task<Phrase?> FindProblemAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancel);

    /// <summary>The console's switches of the app in force, in the order in which they are turned on.</summary>
    IReadOnlyList<ConsoleStep> Steps { get; }
}

/// <summary>Something that is asked for: its label is the phrase <c>field.key</c>, in a terminal <c>cli.key</c>.</summary>
public sealed record ConnectField(string Key, string Example = "")
{
    /// <summary>True for what is not shown while it is typed.</summary>
    public bool Secret { get; init; }

    /// <summary>True for what may be left empty.</summary>
    public bool Optional { get; init; }

    /// <summary>The values there are to choose from, the first unless something else is said; empty = any text.</summary>
    public IReadOnlyList<ConnectChoice> Choices { get; init; } = [];
}

/// <summary>One value of a choice, in words.</summary>
public sealed record ConnectChoice(string Value, string Name, string Note);

/// <summary>A switch of the console: the phrases <c>step.key</c> and <c>step.key.why</c>, done when all of <paramref name="Lights"/> are green.</summary>
public sealed record ConsoleStep(string Key, IReadOnlyList<string> Lights, params IReadOnlyList<StepLink> Links);

/// <summary>Where the switch is; the label is a phrase.</summary>
public sealed record StepLink(Phrase Label, string Url);
