using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CollabBot.Core.Text;

/// <summary>All text files of one language laid over each other: built-in first, then what an operator changed.</summary>
internal sealed class TextShelf
{
    public Dictionary<string, string> Phrases { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, CommandText> Commands { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, IReadOnlyList<string>> Words { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads every <paramref name="name"/> file. A broken override is left out with a warning; a broken built-in file stops the start.</summary>
    public static IEnumerable<(TemplateFile File, T Content)> Read<T>(TemplateFiles files, string name, Func<string, T> parse, ILogger log)
    {
        foreach (var file in files.All.Where(f => f.Name == name && f.Extension == ".json").OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            if (files.BuiltIn(file.Path) is { } builtIn)
                yield return (builtIn, ReadBuiltIn(builtIn, parse));
            if (file.Overridden && TryReadOverride(file, parse, log, out var changed))
                yield return (file, changed);
        }
    }

    public void Lay(TemplateFile file, TextFile text, List<string> problems)
    {
        foreach (var (key, phrase) in text.Phrases)
            if (!Phrases.TryAdd(key, phrase))
                Replace(Phrases, key, phrase, file, problems);
        foreach (var (key, command) in text.Commands)
            if (!Commands.TryAdd(key, command))
                Replace(Commands, key, command, file, problems);
        foreach (var (key, words) in text.Words)
            if (!Words.TryAdd(key, words))
                Replace(Words, key, words, file, problems);
    }

    private static void Replace<T>(Dictionary<string, T> into, string key, T value, TemplateFile file, List<string> problems)
    {
        if (file.Overridden)
            into[key] = value;
        else
            problems.Add($"templates/{file.Path}: '{key}' already stands in another slice");
    }

    private static T ReadBuiltIn<T>(TemplateFile file, Func<string, T> parse)
    {
        try
        {
            return parse(file.Text);
        }
        catch (JsonException e)
        {
            throw new BadTextException([$"templates/{file.Path} cannot be read: {e.Message}"]);
        }
    }

    private static bool TryReadOverride<T>(TemplateFile file, Func<string, T> parse, ILogger log, [NotNullWhen(true)] out T? content)
    {
        try
        {
            content = parse(file.Text)!;
            return true;
        }
        catch (JsonException e)
        {
            log.LogWarning(e, "Override {File} could not be read, so the built-in words stay in force", file.Path);
            content = default;
            return false;
        }
    }
}
