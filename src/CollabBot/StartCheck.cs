using Serilog.Events;

namespace CollabBot;

/// <summary>A setting that stops the start; the message is one sentence with the key, the problem and an example.</summary>
public sealed class BadSettingException(string message) : Exception(message);

/// <summary>Looks at settings that the framework itself reads, which would fail with a stack and not with a sentence.</summary>
internal static class StartCheck
{
    /// <summary>Throws <see cref="BadSettingException"/> for the first that is wrong.</summary>
    public static void Check(IConfiguration configuration)
    {
        foreach (var address in (configuration["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            CheckAddress(address);
        var level = configuration["Serilog:MinimumLevel"] ?? configuration["Serilog:MinimumLevel:Default"];
        if (level is { Length: > 0 } && !Enum.TryParse<LogEventLevel>(level, ignoreCase: true, out _))
            throw new BadSettingException($"Serilog:MinimumLevel '{level}' is no level; use one of {string.Join(", ", Enum.GetNames<LogEventLevel>())}.");
        CheckDirectory(configuration["Storage:DataDirectory"] is { Length: > 0 } directory ? directory : "data");
    }

    private static void CheckAddress(string address)
    {
        try
        {
            _ = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            throw new BadSettingException($"Urls '{address}' is no address to listen on; use for example http://127.0.0.1:5080.");
        }
    }

    private static void CheckDirectory(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new BadSettingException($"Storage:DataDirectory '{directory}' cannot be made or written ({exception.Message.TrimEnd('.')}); name a folder the service may write to, for example data.");
        }
    }
}
