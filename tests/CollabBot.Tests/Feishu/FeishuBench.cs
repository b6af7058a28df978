using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.Features.Blockers;
using CollabBot.Feishu;
using CollabBot.Feishu.Inbound;
using CollabBot.Simulators.Feishu;
using CollabBot.Storage.LiteDb;
using CollabBot.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Feishu;

/// <summary>Our Feishu parts, wired as the product wires them, against the simulator, on one clock that only the test moves.</summary>
internal sealed class FeishuBench : IAsyncDisposable
{
    private static readonly Phrasebook Words = Phrasebook.Load(new TemplateFiles([typeof(Blocker).Assembly], null));
    private readonly ServiceProvider services;
    private readonly LogLines lines = new();

    private FeishuBench(FeishuSimulator simulator, FakeTimeProvider time, Dictionary<string, string?> settings)
    {
        Simulator = simulator;
        Time = time;
        Maker = new EventMaker(simulator.World, time);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        services = new ServiceCollection().AddLogging(logging => logging.AddProvider(lines)).AddSingleton(new Pulse(time)).AddSingleton(Words).AddSingleton(new TeamClock(time, TimeZoneInfo.Utc, WorkCalendar.China()))
            .AddInMemoryStorage().AddFeishu(configuration).BuildServiceProvider();
    }

    public FeishuSimulator Simulator { get; }

    public FakeTimeProvider Time { get; }

    public EventMaker Maker { get; }

    /// <summary>What was logged from Information on.</summary>
    public IReadOnlyCollection<string> Log => lines.Written;

    public IPlatform Platform => services.GetRequiredService<IPlatform>();

    public IWebhook Webhook => services.GetRequiredService<IWebhook>();

    public BotIdentity Bot => services.GetRequiredService<BotIdentity>();

    public static async Task<FeishuBench> StartAsync(FeishuWorld? world = null, params (string Key, string Value)[] more)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        var simulator = await FeishuSimulator.StartAsync(world ?? new FeishuWorld(), time, CancellationToken.None);
        var settings = new Dictionary<string, string?>
        {
            ["Feishu:AppId"] = simulator.World.AppId,
            ["Feishu:AppSecret"] = simulator.World.AppSecret,
            ["Feishu:Receive"] = "Webhook",
            ["Feishu:EncryptKey"] = simulator.World.EncryptKey,
            ["Feishu:VerificationToken"] = simulator.World.VerificationToken,
            ["Feishu:BaseUrl"] = simulator.Address,
            ["Feishu:CallsPerSecond"] = "0",
            ["Feishu:MessagesPerSecondPerChat"] = "0",
        };
        foreach (var (key, value) in more)
            settings[key] = value;
        return new FeishuBench(simulator, time, settings);
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>What the webhook makes of a request.</summary>
    public WebhookVerdict Read(SignedEvent request) => Webhook.Read(new WebhookRequest(request.Body, n => request.Headers.GetValueOrDefault(n), Time.GetUtcNow()));

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
