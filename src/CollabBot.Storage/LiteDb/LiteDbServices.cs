using CollabBot.Core.Delivery;
using CollabBot.Core.Storage;
using CollabBot.Core.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CollabBot.Storage.LiteDb;

/// <summary>Adds the LiteDB store and queues.</summary>
public static class LiteDbServices
{
    /// <summary>Keeps everything in <c>collabbot.db</c> in the directory; needs a <see cref="TeamClock"/>.</summary>
    public static IServiceCollection AddLiteDbStorage(this IServiceCollection services, string directory) =>
        services.AddStorage((clock, logger) => LiteDbDatabase.Open(directory, clock, logger));

    /// <summary>The same in memory: gone at the end of the process.</summary>
    public static IServiceCollection AddInMemoryStorage(this IServiceCollection services) => services.AddStorage(LiteDbDatabase.OpenInMemory);

    private static IServiceCollection AddStorage(this IServiceCollection services, Func<TeamClock, ILogger, LiteDbDatabase> open) => services
        .AddSingleton(p => open(p.GetRequiredService<TeamClock>(), p.GetRequiredService<ILogger<LiteDbDatabase>>()))
        .AddSingleton<IDocumentStore, LiteDbStore>()
        .AddSingleton<IEnvelopeQueue, LiteDbQueue>();
}
