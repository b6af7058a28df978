using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.Commands;
using CollabBot.Core.Delivery;
using CollabBot.Core.Features;
using CollabBot.Core.People;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Core.ToDos;
using CollabBot.Core.Wiki;
using CollabBot.DingTalk;
using CollabBot.Features.Blockers;
using CollabBot.Feishu;
using CollabBot.Playground;
using CollabBot.Storage.Folder;
using CollabBot.Storage.LiteDb;
using CollabBot.Web;
using Microsoft.Extensions.Options;

namespace CollabBot;

/// <summary>Puts the parts together: the only place that knows all of them, and the only one that names the wall clock.</summary>
public static class Composition
{
    /// <summary>Adds the whole service for the given settings. <paramref name="time"/> replaces the wall clock in tests.</summary>
    public static IServiceCollection AddCollabBot(this IServiceCollection services, IConfiguration configuration, TimeProvider? time = null)
    {
        var storage = configuration.GetSection("Storage").Get<StorageOptions>() ?? new StorageOptions();
        var playground = PlaygroundIsOn(configuration);
        services.AddSettings(configuration);
        services.AddClock(time, playground, Path.Combine(storage.DataDirectory, "calendars", "cn.json"));
        services.AddFeatures(configuration, typeof(Blocker).Assembly);
        services.AddWords(Path.Combine(storage.DataDirectory, "templates"));
        services.AddLiteDbStorage(storage.DataDirectory);
        services.AddWiki(configuration, storage.DataDirectory, playground);
        services.AddPages();
        services.AddFeishu(configuration);
        services.AddDingTalk(configuration);
        if (playground)
            services.AddPlayground();
        services.AddTurns();
        return services;
    }

    /// <summary>Adds the loops that a running service has and a one-off command has not.</summary>
    public static IServiceCollection AddWorkers(this IServiceCollection services) => services
        .AddHostedService(s => s.GetRequiredService<InboxWorker>())
        .AddHostedService(s => s.GetRequiredService<OutboxWorker>())
        .AddHostedService(s => s.GetRequiredService<PagePublisher>())
        .AddHostedService(s => s.GetRequiredService<Scheduler>())
        .AddHostedService<StreamRunner>();

    /// <summary>Finds before anything runs what would fail later: settings, words, templates, command names.</summary>
    public static void Verify(this IServiceProvider services)
    {
        services.GetService<IStartupValidator>()?.Validate();
        services.GetRequiredService<Phrasebook>().Verify();
        services.GetRequiredService<TemplateBook>().Verify();
        _ = services.GetRequiredService<CommandCatalog>();
    }

    /// <summary>On when asked for, or when no platform is configured and nothing was said.</summary>
    public static bool PlaygroundIsOn(IConfiguration configuration) =>
        configuration.GetSection("Playground").Get<PlaygroundOptions>()?.Enabled
        ?? (string.IsNullOrEmpty(configuration["Feishu:AppId"]) && string.IsNullOrEmpty(configuration["DingTalk:ClientId"]));

    private static void AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TeamOptions>().Bind(configuration.GetSection("Team")).ValidateOnStart();
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection("Storage")).ValidateOnStart();
        services.AddOptions<WikiOptions>().Bind(configuration.GetSection("Wiki")).ValidateOnStart();
        services.AddOptions<WebOptions>().Bind(configuration.GetSection("Web")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WebOptions>, SettingsValidator>();
        services.AddOptions<PlaygroundOptions>().Bind(configuration.GetSection("Playground"));
        services.AddSingleton<IValidateOptions<TeamOptions>, SettingsValidator>();
        services.AddSingleton<IValidateOptions<StorageOptions>, SettingsValidator>();
        services.AddSingleton<IValidateOptions<WikiOptions>, SettingsValidator>();
    }

    private static void AddClock(this IServiceCollection services, TimeProvider? time, bool adjustable, string publicDays)
    {
#pragma warning disable RS0030 // The one place that may name the wall clock
        var wall = time ?? TimeProvider.System;
        services.AddSingleton(new Pulse(TimeProvider.System));
#pragma warning restore RS0030
        if (adjustable)
            services.AddSingleton(new AdjustableTime(wall));
        services.AddSingleton(s => new PublicDaysFile(publicDays, s.GetRequiredService<ILogger<PublicDaysFile>>()));
        services.AddSingleton(s => WorkCalendar.Of(s.GetRequiredService<PublicDaysFile>().Read()));
        services.AddSingleton(s => new TeamClock(
            adjustable ? s.GetRequiredService<AdjustableTime>() : wall,
            TimeZoneInfo.FindSystemTimeZoneById(s.GetRequiredService<IOptions<TeamOptions>>().Value.TimeZone),
            s.GetRequiredService<WorkCalendar>()));
    }

    private static void AddWords(this IServiceCollection services, string overrides)
    {
        services.AddSingleton(s => new TemplateFiles(s.GetRequiredService<FeatureAssemblies>().Items, overrides));
        services.AddSingleton(s => Phrasebook.Load(s.GetRequiredService<TemplateFiles>(), s.GetRequiredService<ILogger<Phrasebook>>(), s.GetRequiredService<TeamClock>().Zone));
        services.AddSingleton(s => TemplateBook.Load(
            s.GetRequiredService<TemplateFiles>(),
            s.GetRequiredService<FeatureAssemblies>().Items,
            s.GetRequiredService<Phrasebook>(),
            s.GetRequiredService<TeamClock>(),
            s.GetRequiredService<ILogger<TemplateBook>>()));
        services.AddSingleton(s => CommandCatalog.Scan(s.GetRequiredService<FeatureAssemblies>().Items, s.GetRequiredService<Phrasebook>()));
        services.AddSingleton<CommandReader>();
        services.AddSingleton<FormMaker>();
    }

    private static void AddWiki(this IServiceCollection services, IConfiguration configuration, string dataDirectory, bool playground)
    {
        if ((configuration["Wiki:Target"] ?? "Folder") == "Folder")
            services.AddFolderWiki(Path.Combine(dataDirectory, "wiki"));
        services.AddSingleton(new StalePagesOptions(playground ? TimeSpan.FromSeconds(1) : TimeSpan.FromSeconds(20)));
        services.AddSingleton<StalePages>();
        services.AddSingleton<PagePublisher>();
    }

    private static void AddTurns(this IServiceCollection services)
    {
        services.AddSingleton<PlatformRegistry>();
        services.AddSingleton<RosterSource>();
        services.AddSingleton<ISnapshot>(s => s.GetRequiredService<RosterSource>());
        services.AddSingleton<CalendarSource>();
        services.AddSingleton<ISnapshot>(s => s.GetRequiredService<CalendarSource>());
        services.AddSingleton<WorkTime>();
        services.AddSingleton<DeskTime>();
        services.AddSingleton<Inbox>();
        services.AddSingleton<MessageReader>();
        services.AddSingleton<CommandDispatcher>();
        services.AddSingleton<JobCatalog>();
        services.AddSingleton<JobRunner>();
        services.AddSingleton<DayWords>();
        services.AddSingleton<Scheduler>();
        services.AddSingleton<FormTickets>();
        services.AddSingleton<ReplyComposer>();
        services.AddSingleton<TurnRunner>();
        services.AddSingleton<StewardNotices>();
        services.AddSingleton<PlatformPauses>();
        services.AddSingleton<IDoctorCheck, OutboxDoctor>();
        services.AddSingleton<InboxWorker>();
        services.AddSingleton<OutboxWorker>();
        services.AddSingleton<ToDoBook>();
        services.AddSingleton<IErrand, ToDoCourier>();
    }
}
