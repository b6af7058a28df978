using CollabBot.Core.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Features.SyncDay;

/// <summary>The meeting's setting and the services its commands and jobs share.</summary>
public sealed class SyncDayFeature : IFeature
{
    public static void Register(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SyncDayOptions>()
            .Bind(configuration.GetSection(SyncDayOptions.Section))
            .Validate(
                options => options.Group.Length == 0 || options.Place is { ChatId.Length: > 0 },
                "SyncDay:Group is not a chat of the form platform:chatId, for example feishu:oc_123 or playground:strategy")
            .ValidateOnStart();
        services.AddSingleton<MeetingBook>();
        services.AddSingleton<AgendaMaker>();
        services.AddSingleton<MinutesMaker>();
        services.AddSingleton<Publisher>();
        services.AddSingleton<FillForms>();
    }
}
