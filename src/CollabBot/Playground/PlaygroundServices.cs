using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.ToDos;
using CollabBot.Features.SyncDay;
using CollabBot.Playground.Screen;
using CollabBot.Web;
using Microsoft.AspNetCore.DataProtection;

namespace CollabBot.Playground;

/// <summary>Adds the playground: the platform, its door, its page, and the time machine. Call it after the storage.</summary>
internal static class PlaygroundServices
{
    public static IServiceCollection AddPlayground(this IServiceCollection services)
    {
        services.AddSingleton<PlaygroundFeed>();
        services.AddSingleton<RecentRecords>();
        services.Wrap<IDocumentStore>((inner, provider) => new ObservedStore(inner, provider.GetRequiredService<RecentRecords>()));
        services.AddSingleton<PlaygroundTranscript>();
        services.AddSingleton<IPlatform, PlaygroundPlatform>();
        services.AddSingleton<IMessageSource, PlaygroundMessages>();
        services.AddSingleton<PlaygroundToDos>().AddSingleton<IToDoList>(s => s.GetRequiredService<PlaygroundToDos>());
        services.AddSingleton<PlaygroundDoor>();
        services.AddSingleton<SeenMessages>();
        services.AddSingleton<ScreenReader>();
        services.AddSingleton<Settling>();
        services.AddSingleton<TimeMachine>();
        services.PostConfigure<SyncDayOptions>(options => options.Group = options.Group.Length > 0 ? options.Group : PlaygroundChats.Strategy.Place.ToString());
        services.AddHostedService(provider => provider.GetRequiredService<TimeMachine>());
        services.AddHostedService<PlaygroundSeed>();

        // Posts carry a token of this run of the service; a page from before a restart is loaded anew
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "collabbot";
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
        return services;
    }
}
