using CollabBot.Core.Text;

namespace CollabBot.Core.Commands.Binding;

/// <summary>The sentence for a value that was clearly meant for a parameter and cannot be read, with an example that can.</summary>
internal static class Unreadable
{
    private const int MostShown = 60;

    public static Phrase Of(CommandInfo command, CommandParameter parameter, string raw) => new(
        "core.unreadable",
        ("value", raw.Length > MostShown ? raw[..MostShown] + "…" : raw),
        ("label", new CommandParameterName(command.Name, parameter.Name)),
        ("example", Example(parameter)));

    private static Phrase Example(CommandParameter parameter) => parameter.Kind switch
    {
        ParameterKind.Assignee => new Phrase("core.example-assignee"),
        ParameterKind.Person => new Phrase("core.example-person"),
        ParameterKind.Departments => new Phrase("core.example-departments"),
        ParameterKind.Day => new Phrase("core.example-day"),
        ParameterKind.Span => new Phrase("core.example-span"),
        ParameterKind.Money => new Phrase("core.example-money"),
        ParameterKind.Change => new Phrase("core.example-change"),
        ParameterKind.Reference => new Phrase("core.example-reference", ("prefix", parameter.Prefixes.Count > 0 ? parameter.Prefixes[0] : "B")),
        ParameterKind.Choice => new Phrase("core.example-choice", ("words", Enum.GetValues(parameter.Type))),
        ParameterKind.Whole or ParameterKind.Number => new Phrase("core.example-number"),
        ParameterKind.Flag => new Phrase("core.example-flag"),
        _ => new Phrase("core.example-text"),
    };
}
