using CollabBot.Conversations;
using CollabBot.Tests.Harness;

namespace CollabBot.Tests.Conversations;

/// <summary>The conversation files of the repository.</summary>
internal static class ChatFiles
{
    /// <summary>Each by its path below the folder of conversations.</summary>
    public static IEnumerable<string> Names => System.IO.Directory
        .EnumerateFiles(Source.Conversations, "*.chat", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => Path.GetRelativePath(Source.Conversations, file));

    /// <summary>One test case for each name.</summary>
    public static IEnumerable<TestCaseData> Cases(IEnumerable<string> names) => names.Select(name => new TestCaseData(name).SetArgDisplayNames(name));

    /// <summary>The script and its settings: <c># with Team:ToDos=true</c> above everything else.</summary>
    public static async Task<(ChatScript Script, IReadOnlyList<string> Settings)> ReadAsync(string name)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Source.Conversations, name));
        return (ChatScript.Parse(text), [.. text.Split('\n').TakeWhile(l => l.StartsWith('#')).Where(l => l.StartsWith("# with ", StringComparison.Ordinal)).Select(l => l["# with ".Length..].Trim())]);
    }
}
