namespace CollabBot.Core.Commands;

/// <summary>The commands found at start-up cannot work; one clear sentence per problem, one a line.</summary>
public sealed class BadCommandException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>One sentence per problem.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
