using System.Text.RegularExpressions;
using CollabBot.Core.Commands;
using CollabBot.Core.Text;
using CollabBot.Storage.LiteDb;
using Microsoft.Extensions.Options;

namespace CollabBot;

/// <summary>Puts what an operator can mend into one sentence; anything else is a bug and keeps its stack.</summary>
public static partial class StartupFailure
{
    /// <summary>The sentence, or null when the exception is not an operator's matter.</summary>
    public static string? Sentence(Exception exception) => exception switch
    {
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        // Several wrong settings are several sentences; one that is no operator's matter keeps the whole stack
        AggregateException { InnerExceptions: var all } when all.Select(Sentence).ToList() is var said && said.TrueForAll(s => s is not null) => string.Join(Environment.NewLine, said),
        BadSettingException bad => bad.Message,
        InvalidDataException { InnerException: { } inner } broken => $"{broken.Message} {inner.Message} It must be JSON like appsettings.example.json.",
        InvalidOperationException { InnerException: FormatException or ArgumentException } bad => Unconverted(bad.Message),
        IOException { InnerException: not null } io when io.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase) =>
            $"{io.Message} Choose another port with --Urls, for example --Urls http://127.0.0.1:5081.",
        DirectoryInUseException inUse => inUse.Message,
        BadCommandException or BadTextException => exception.Message,
        UnauthorizedAccessException denied => $"Storage:DataDirectory cannot be written: {denied.Message} Name a folder the service may write to, for example data.",
        _ => null,
    };

    // The framework names the .NET type, which says nothing to an operator
    private static string Unconverted(string message)
    {
        var match = Conversion().Match(message);
        if (!match.Success)
            return $"{message} Check the value of that setting.";
        var type = match.Groups["type"].Value;
        var way = type.Contains("Boolean", StringComparison.Ordinal) ? "use true or false" : type.Contains("Int", StringComparison.Ordinal) ? "use a whole number, for example 50" : "appsettings.example.json shows a value that works";
        return $"{match.Groups["key"].Value} cannot be read; {way}.";
    }

    [GeneratedRegex("at '(?<key>[^']+)' to type '(?<type>[^']+)'")]
    private static partial Regex Conversion();
}
