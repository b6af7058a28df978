using CollabBot.Core.Commands;
using CollabBot.Core.Text;
using CollabBot.Storage.LiteDb;
using Microsoft.Extensions.Options;

namespace CollabBot;

/// <summary>Puts what an operator can mend into one sentence; anything else is a bug and keeps its stack.</summary>
public static class StartupFailure
{
    /// <summary>The sentence, or null when the exception is not an operator's matter.</summary>
    public static string? Sentence(Exception exception) => exception switch
    {
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        AggregateException { InnerExceptions: [var only] } => Sentence(only),
        InvalidOperationException { InnerException: FormatException or ArgumentException } bad => $"{bad.Message} Check the value of that setting.",
        IOException { InnerException: not null } io when io.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase) =>
            $"{io.Message} Choose another port with --Urls, for example --Urls http://127.0.0.1:5081.",
        DirectoryInUseException inUse => inUse.Message,
        BadCommandException or BadTextException => exception.Message,
        UnauthorizedAccessException denied => $"Storage:DataDirectory cannot be written: {denied.Message} Name a folder the service may write to, for example data.",
        _ => null,
    };
}
