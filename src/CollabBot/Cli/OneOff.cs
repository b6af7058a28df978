using CollabBot.Connect;
using Serilog;

namespace CollabBot.Cli;

/// <summary>The service's parts for a one-off command: same settings, no loops, no HTTP.</summary>
internal static class OneOff
{
    /// <summary>Settings from appsettings.json, what was connected, the environment and <c>Key=value</c> pairs, of which the last of a key counts.</summary>
    public static IConfigurationRoot Settings(IEnumerable<string> pairs)
    {
        var builder = new ConfigurationBuilder()
            // Where the host itself looks first, so that doctor finds a service whose address is set there
            .AddEnvironmentVariables("ASPNETCORE_")
            .AddJsonFile(Path.GetFullPath("appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(pairs.Select(p => p.Split('=', 2)).Where(p => p.Length == 2).GroupBy(p => p[0]).Select(p => KeyValuePair.Create(p.Key, (string?)p.Last()[1])));
        ConnectedFile.AddTo(builder.Sources, builder.Build());
        return builder.Build();
    }

    /// <summary>The parts, validated; throws what <see cref="StartupFailure"/> can put into a sentence.</summary>
    public static ServiceProvider Open(IConfiguration configuration, TimeProvider? time = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddLogging(logging => logging.AddSerilog(new LoggerConfiguration().CreateLogger(), dispose: true));
        services.AddCollabBot(configuration, time);
        more?.Invoke(services);
        var provider = services.BuildServiceProvider();
        provider.Verify();
        return provider;
    }
}
