using CollabBot.Core.Text;

namespace CollabBot.Core.Commands;

/// <summary>Checks that every command is worded completely in every language.</summary>
internal static class CommandTexts
{
    private static readonly string[] Locales = ["zh-CN", "en"];

    /// <summary>The folded labels of a parameter in all languages, its own name included, the longest first.</summary>
    public static IReadOnlyList<string> Labels(string command, string parameter, Phrasebook phrasebook) =>
    [
        .. phrasebook.Locales.Select(l => phrasebook.CommandIn(command, l)?.Parameters.GetValueOrDefault(parameter)).OfType<ParameterText>()
            .SelectMany(p => p.Words.Append(p.Label)).Append(parameter)
            .Select(Normaliser.Fold).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal)
            .OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal),
    ];

    public static IEnumerable<string> Problems(CommandInfo command, Phrasebook phrasebook)
    {
        foreach (var locale in Locales)
        {
            if (phrasebook.CommandIn(command.Name, locale) is not { } text)
            {
                yield return $"The command '{command.Name}' ({command.RecordType.Name}) has no words in text.{locale}.json";
                continue;
            }

            foreach (var problem in Problems(command, text))
                yield return $"The command '{command.Name}' ({command.RecordType.Name}) {problem} in text.{locale}.json";
            foreach (var value in command.Parameters.Where(p => p.Kind == ParameterKind.Choice).SelectMany(p => Enum.GetValues(p.Type).Cast<Enum>()))
                if (!phrasebook.HasWords(value, locale))
                    yield return $"The word '{value.GetType().Name}.{value}' of the command '{command.Name}' is missing in text.{locale}.json";
        }

        foreach (var label in command.Parameters.SelectMany(p => p.Labels).GroupBy(l => l, StringComparer.Ordinal).Where(g => g.Count() > 1))
            yield return $"The command '{command.Name}' ({command.RecordType.Name}) has two parameters with the label '{label.Key}'";
    }

    private static IEnumerable<string> Problems(CommandInfo command, CommandText text)
    {
        if (text.Summary.Length == 0)
            yield return "has no summary";
        if (text.Names.Count == 0)
            yield return "has no names";
        foreach (var parameter in command.Parameters)
            if (text.Parameters.GetValueOrDefault(parameter.Name)?.Label is not { Length: > 0 })
                yield return $"has no label for its parameter '{parameter.Name}'";
        foreach (var stray in text.Parameters.Keys.Except(command.Parameters.Select(p => p.Name), StringComparer.Ordinal))
            yield return $"labels a parameter '{stray}' it does not have";
    }
}
