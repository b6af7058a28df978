using CollabBot.Core.Connect;
using CollabBot.Core.Features;
using CollabBot.Core.People;
using CollabBot.Core.Platforms;
using CollabBot.Core.Time;
using CollabBot.Core.ToDos;
using CollabBot.Feishu.Api;
using CollabBot.Feishu.Connect;
using CollabBot.Feishu.Directory;
using CollabBot.Feishu.Doctor;
using CollabBot.Feishu.Inbound;
using CollabBot.Feishu.Outbound;
using CollabBot.Feishu.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Refit;

namespace CollabBot.Feishu;

/// <summary>Switches Feishu on when its credentials are set.</summary>
public static class FeishuModule
{
    // The platform answers in a fraction of a second; whoever waits longer holds up a lane
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Adds the options, checked at start, and, if <c>Feishu:AppId</c> is set, the platform and its way in. Needs a <see cref="Pulse"/> and a <see cref="Core.Text.Phrasebook"/>.</summary>
    public static IServiceCollection AddFeishu(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(FeishuOptions.Section);
        services.AddOptions<FeishuOptions>().Configure(options => Bind(section, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<FeishuOptions>, FeishuOptionsCheck>();
        services.AddHttpClient(CredentialCheck.Client, client => client.Timeout = CallTimeout).RemoveAllLoggers();
        services.AddSingleton<CredentialCheck>();
        services.AddSingleton<AppRegistration>();
        services.AddSingleton<IConnectWay>(s => new FeishuWay(s.GetRequiredService<CredentialCheck>(), s.GetRequiredService<AppRegistration>(), configuration, s.GetRequiredService<IOptions<FeishuOptions>>()));
        if (string.IsNullOrEmpty(section[nameof(FeishuOptions.AppId)]))
            return services;

        services.AddSingleton<FeishuWords>();
        services.AddSingleton<BotIdentity>();
        services.AddSingleton<NameBook>();
        services.AddSingleton<UnusedEvents>().AddSingleton<IMetricSource>(s => s.GetRequiredService<UnusedEvents>());
        services.AddSingleton<EventReader>();
        services.AddSingleton(s => new TenantTokens(s.GetRequiredService<IFeishuAuthApi>(), s.GetRequiredService<IOptions<FeishuOptions>>(), Clock(s)));
        services.AddTransient<TokenHandler>();
        services.AddSingleton(s => new FeishuPace(s.GetRequiredService<IOptions<FeishuOptions>>(), Clock(s)));
        services.AddSingleton<MessageSender>();
        services.AddSingleton<IPlatform>(s => new FeishuPlatform(
            s.GetRequiredService<MessageSender>(), s.GetRequiredService<TenantTokens>(), s.GetRequiredService<FeishuWords>(), s.GetRequiredService<LinkState>(), s.GetRequiredService<ProofBook>(), Clock(s), s.GetRequiredService<ILogger<FeishuPlatform>>()));
        services.AddSingleton<IMessageSource, FeishuMessages>();
        services.AddSingleton<FeishuDirectory>();
        services.AddSingleton<IDirectory>(s => s.GetRequiredService<FeishuDirectory>());
        services.AddSingleton<IDoctorCheck, DirectoryDoctor>();
        services.AddFeishuDoctor(configuration);
        services.AddSingleton<IToDoList, FeishuToDos>();
        services.AddHostedService<TaskSubscription>();
        services.AddHostedService<BotIdentityLearner>();
        services.AddHostedService<NameLearner>();

        AddClient<IFeishuAuthApi>(services);
        AddClient<IFeishuBotApi>(services).AddHttpMessageHandler<TokenHandler>();
        AddClient<IFeishuChatApi>(services).AddHttpMessageHandler<TokenHandler>();
        AddClient<IFeishuContactApi>(services).AddHttpMessageHandler<TokenHandler>();
        AddClient<IFeishuMessageApi>(services).AddHttpMessageHandler<TokenHandler>();
        AddClient<IFeishuTaskApi>(services).AddHttpMessageHandler<TokenHandler>();
        AddClient<IFeishuDoctorApi>(services).AddHttpMessageHandler<TokenHandler>();
        AddClient<IFeishuWikiProbeApi>(services).AddHttpMessageHandler<TokenHandler>();

        services.AddSingleton<LinkState>();
        if (string.Equals(section[nameof(FeishuOptions.Receive)], nameof(FeishuReceive.Webhook), StringComparison.OrdinalIgnoreCase))
        {
            services.AddSingleton<IWebhook, FeishuWebhook>();
        }
        else
        {
            AddClient<IFeishuLinkApi>(services);
            AddClient<IFeishuEventApi>(services).AddHttpMessageHandler<TokenHandler>();
            services.AddSingleton<LinkDialer>().AddSingleton<LinkDesk>().AddSingleton<IStream, LongConnection>();
            services.AddHostedService<LinkCensus>();
        }

        return services;
    }

    private static TimeProvider Clock(IServiceProvider services) => services.GetRequiredService<Pulse>().Time;

    private static IHttpClientBuilder AddClient<T>(IServiceCollection services)
        where T : class => services
        .AddRefitGeneratedClient<T>(new RefitSettings(new SystemTextJsonContentSerializer(FeishuJson.Options)) { RequestBodySerialization = RequestBodySerializationMode.Buffered })
        .ConfigureHttpClient((provider, client) =>
        {
            client.BaseAddress = new Uri(provider.GetRequiredService<IOptions<FeishuOptions>>().Value.BaseUrl);
            client.Timeout = CallTimeout;
        })
        .RemoveAllLoggers();

    private static void Bind(IConfigurationSection section, FeishuOptions options)
    {
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException exception)
        {
            throw new OptionsValidationException(FeishuOptions.Section, typeof(FeishuOptions), [$"{exception.Message}; for example Feishu__Receive=Webhook, Feishu__CallsPerSecond=50."]);
        }
    }
}
