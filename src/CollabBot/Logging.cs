using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace CollabBot;

/// <summary>Serilog: a compact JSON file beside the data, and the console. Message texts, names and secrets are never logged.</summary>
public static class Logging
{
    private const long MostBytesPerFile = 32 << 20;

    public static void AddLogging(this WebApplicationBuilder builder)
    {
        var storage = builder.Configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        // In the playground the one line with the address is what the console is for
        var console = Composition.PlaygroundIsOn(builder.Configuration) ? LogEventLevel.Warning : LogEventLevel.Verbose;
        builder.Services.AddSerilog(
            (_, logger) => logger
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                // What stops the start is said in one sentence, not in a stack
                .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)
                .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
                .Enrich.FromLogContext()
                .ReadFrom.Configuration(builder.Configuration)
                .WriteTo.Console(console, formatProvider: CultureInfo.InvariantCulture)
                .WriteTo.File(
                    new CompactJsonFormatter(),
                    Path.Combine(storage.DataDirectory, "logs", "collabbot-.log"),
                    rollingInterval: RollingInterval.Day,
                    fileSizeLimitBytes: MostBytesPerFile,
                    rollOnFileSizeLimit: true,
                    retainedFileCountLimit: 14,
                    buffered: false),
            preserveStaticLogger: false);
    }
}
