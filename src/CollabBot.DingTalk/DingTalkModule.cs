using CollabBot.Core.Connect;
using CollabBot.Core.Doctor;
using CollabBot.Core.Features;
using CollabBot.Core.People;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.ToDos;
using CollabBot.DingTalk.Api;
using CollabBot.DingTalk.Connect;
using CollabBot.DingTalk.Directory;
using CollabBot.DingTalk.Doctor;
using CollabBot.DingTalk.Inbound;
using CollabBot.DingTalk.Inbound.Stream;
using CollabBot.DingTalk.Outbound;
using CollabBot.DingTalk.Outbound.Cards;
using CollabBot.DingTalk.Todo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Refit;

namespace CollabBot.DingTalk;

/// <summary>Adds DingTalk when its credentials are configured; its settings are checked at start either way.</summary>
public static class DingTalkModule
{
    /// <summary>The platform's name in places, accounts and settings.</summary>
    public const string Platform = "dingtalk";

    /// <summary>Needs a <see cref="Core.Time.Pulse"/>, a <see cref="Core.Text.Phrasebook"/>, the store, the inbox and the team's options in the services.</summary>
    public static IServiceCollection AddDingTalk(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(DingTalkOptions.Section);
        services.AddOptions<DingTalkOptions>().Configure(options => Bind(section, options)).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<DingTalkOptions>, TidyDingTalkOptions>();
        services.AddSingleton<IValidateOptions<DingTalkOptions>, CheckDingTalkOptions>();
        services.AddApi<ITokenApi>(o => o.ApiBaseUrl);
        services.AddApi<IRegistrationApi>(o => o.OapiBaseUrl);
        services.AddSingleton<DingTalkMaker>().AddSingleton<IConnectWay, DingTalkWay>();
        if (string.IsNullOrWhiteSpace(section[nameof(DingTalkOptions.ClientId)]))
            return services;

        services.AddSingleton<DingTalkTokens>().AddSingleton<Pacer>().AddSingleton<AppCalls>().AddTransient<SessionHost>();
        services.AddSingleton<DingTalkWords>().AddSingleton<SendJournal>().AddSingleton<SessionPace>().AddSingleton<MonthlyCalls>().AddSingleton<MessageSender>();
        services.AddSingleton<PressMemory>().AddSingleton<PressAnswers>().AddSingleton<CardPace>().AddSingleton<CardRoutes>().AddSingleton<CardHealth>().AddSingleton<CardSender>();
        services.AddApi<ICardApi>(o => o.ApiBaseUrl);
        services.AddApi<IRobotApi>(o => o.ApiBaseUrl);
        services.AddApi<ISessionApi>(o => o.OapiBaseUrl).AddHttpMessageHandler<SessionHost>();
        services.AddApi<IContactApi>(o => o.OapiBaseUrl);
        services.AddApi<IToDoApi>(o => o.ApiBaseUrl);
        services.AddSingleton<UnionIds>().AddSingleton<ToDoCalls>().AddSingleton<IToDoList, DingTalkToDos>();
        services.AddSingleton<DingTalkDirectory>().AddSingleton<IDirectory>(s => s.GetRequiredService<DingTalkDirectory>());
        services.AddSingleton<IPlatform, DingTalkPlatform>().AddSingleton<StreamState>();
        services.AddSingleton<StaffNames>().AddSingleton<ISnapshot>(s => s.GetRequiredService<StaffNames>()).AddSingleton<EventReader>();
        services.AddSingleton<UnusedFrames>().AddSingleton<IMetricSource>(s => s.GetRequiredService<UnusedFrames>());
        services.AddDingTalkDoctor(configuration);
        services.AddLight<CardLight>(Platform);
        // Signed callbacks are taken either way: both ways in share the inbox and its keys
        services.AddSingleton<IWebhook, DingTalkRobotWebhook>();
        if (!string.IsNullOrWhiteSpace(section[nameof(DingTalkOptions.CardTemplateId)]))
            services.AddSingleton<IWebhook, DingTalkCardWebhook>();
        if (!string.Equals(section[nameof(DingTalkOptions.Receive)], nameof(ReceiveMode.Webhook), StringComparison.OrdinalIgnoreCase))
        {
            services.AddApi<IGatewayApi>(o => o.ApiBaseUrl);
            services.AddSingleton<StreamDialer>().AddSingleton<StreamDesk>().AddSingleton<IStream, DingTalkStream>();
        }

        if (!string.IsNullOrWhiteSpace(section[nameof(DingTalkOptions.EventToken)]))
            services.AddSingleton<IWebhook, DingTalkEventWebhook>();
        return services;
    }

    private static void Bind(IConfigurationSection section, DingTalkOptions options)
    {
        try
        {
            section.Bind(options);
        }
        catch (InvalidOperationException problem)
        {
            throw new OptionsValidationException(DingTalkOptions.Section, typeof(DingTalkOptions), [$"{problem.Message.TrimEnd('.')}; for example DingTalk:Receive = Stream, DingTalk:CallsPerSecond = 20."]);
        }
    }

    private static IHttpClientBuilder AddApi<T>(this IServiceCollection services, Func<DingTalkOptions, string> address) where T : class => services
        .AddRefitGeneratedClient<T>(new RefitSettings(new SystemTextJsonContentSerializer(DingTalkAnswer.Form)) { RequestBodySerialization = RequestBodySerializationMode.Buffered })
        .ConfigureHttpClient((provider, client) =>
        {
            client.BaseAddress = new Uri(address(provider.GetRequiredService<IOptions<DingTalkOptions>>().Value));
            client.Timeout = TimeSpan.FromSeconds(15);
            // The gateway answers XML to whoever does not ask for JSON
            client.DefaultRequestHeaders.Add("Accept", "application/json");
        })
        // A redirect would lead the token, or a session, to a host nobody checked
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        .RemoveAllLoggers();
}
