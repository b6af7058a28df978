namespace CollabBot.Core.Text;

/// <summary>The words the bot would start with are incomplete; the message names every file and key, one sentence a line.</summary>
public sealed class BadTextException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    /// <summary>One sentence per problem.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
