using System.Text.Json;
using CollabBot.Core;
using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Docs;
using CollabBot.Core.Platforms;
using CollabBot.Core.Text;
using CollabBot.Core.Time;
using CollabBot.DingTalk;
using CollabBot.DingTalk.Doctor;
using CollabBot.Features.Blockers;
using CollabBot.Simulators.DingTalk;
using CollabBot.Tests.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.DingTalk;

/// <summary>The real DingTalk services, as the executable adds them, against the simulator and a clock that stands still.</summary>
internal sealed class DingTalkBench : PlatformBench
{
    public const string GroupId = "cidStrategy+War/Room==", StaffId = "manager4220", Template = "11111111-2222-3333-4444-555555555555.schema";

    private readonly IConfiguration configuration;
    private ServiceProvider services;
    private readonly DingTalkCallbacks callbacks;

    private DingTalkBench(DingTalkSimulator simulator, LiteDbHost storage, Action<Dictionary<string, string?>>? configure)
    {
        Simulator = simulator;
        Storage = storage;
        callbacks = new DingTalkCallbacks(simulator);
        var settings = new Dictionary<string, string?>
        {
            ["DingTalk:ClientId"] = simulator.World.ClientId,
            ["DingTalk:ClientSecret"] = simulator.World.ClientSecret,
            ["DingTalk:ApiBaseUrl"] = simulator.BaseUrl,
            ["DingTalk:OapiBaseUrl"] = simulator.BaseUrl,
            ["DingTalk:CallsPerSecond"] = "0",
            ["DingTalk:EventToken"] = simulator.World.EventToken,
            ["DingTalk:EventAesKey"] = simulator.World.EventAesKey,
        };
        configure?.Invoke(settings);
        configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        services = Build();
    }

    public DingTalkSimulator Simulator { get; }

    /// <summary>The bot's own data, on the same clock.</summary>
    public LiteDbHost Storage { get; }

    public FakeTimeProvider Time => Storage.Time;

    public DingTalkCallbacks Callbacks => callbacks;

    public override IPlatform Platform => services.GetRequiredService<IPlatform>();

    public IServiceProvider Services => services;

    public override Place Group { get; } = new("dingtalk", GroupId, PlaceKind.Group);

    public override Place? GoneGroup { get; } = new("dingtalk", "cidGone==", PlaceKind.Group);

    public override string Person => StaffId;

    public override IReadOnlyList<SeenMessage> Seen => [.. Simulator.Delivered.Select(d => DingTalkEyes.Look(d, Simulator))];

    /// <summary>With the template that the documentation asks for.</summary>
    public static Task<DingTalkBench> WithCardsAsync(Action<Dictionary<string, string?>>? configure = null) => StartAsync(s =>
    {
        s["DingTalk:CardTemplateId"] = Template;
        s["Web:PublicUrl"] = "https://bot.example.com";
        configure?.Invoke(s);
    });

    public static async Task<DingTalkBench> StartAsync(Action<Dictionary<string, string?>>? configure = null)
    {
        var storage = new LiteDbHost();
        var world = new DingTalkWorld { Groups = { [GroupId] = [StaffId] }, People = { [StaffId] = "张伟" }, Disbanded = { ["cidGone=="] = true }, Templates = { [Template] = SimulatedTemplate.OfTheBot } };
        return new DingTalkBench(await DingTalkSimulator.StartAsync(world, storage.Time), storage, configure);
    }

    /// <summary>Ends as a process ends and starts again on the same data.</summary>
    public async Task RestartAsync()
    {
        await services.DisposeAsync();
        await Storage.RestartAsync();
        services = Build();
    }

    public IWebhook Webhook(string path) => services.GetServices<IWebhook>().Single(w => w.Path == path);

    /// <summary>What the robot webhook makes of the saying, heard right now.</summary>
    public WebhookVerdict.Accept Hear(Saying saying) => Hear(callbacks.Message(saying));

    public WebhookVerdict.Accept Hear(System.Text.Json.Nodes.JsonNode message)
    {
        var request = callbacks.Sign(message);
        return (WebhookVerdict.Accept)Webhook("/dingtalk/robot").Read(new WebhookRequest(request.Body, request.Headers.GetValueOrDefault, Time.GetUtcNow()));
    }

    public override Outgoing AnswerTo(string text, Card answer, string key)
    {
        var message = Hear(new Saying(GroupId, StaffId, "张伟", text)).Message;
        return new Outgoing(key, message.Place, answer, "zh-CN") { ReplyTo = message.MessageId, ReplyHints = message.ReplyHints };
    }

    public override bool Throttle()
    {
        Simulator.Fail("/v1.0/robot/groupMessages/send", 403, """{"code":"Forbidden.AccessDenied.QpsLimitForAppkeyAndApi","message":"QPS"}""", times: 9);
        return true;
    }

    public override bool RefuseToken()
    {
        Simulator.Fail("/v1.0/robot/groupMessages/send", 400, """{"code":"InvalidAuthentication","message":"不合法的access_token"}""", times: 9);
        return true;
    }

    public override bool CutOff()
    {
        Simulator.Fail("/v1.0/robot/groupMessages/send", 0, null, times: 9);
        return true;
    }

    private ServiceProvider Build() => new ServiceCollection()
        .AddLogging()
        .AddSingleton(new Pulse(Storage.Time))
        .AddSingleton(Microsoft.Extensions.Options.Options.Create(new CollabBot.Core.WebOptions { PublicUrl = configuration["Web:PublicUrl"] ?? "" }))
        .AddSingleton(Storage.Store)
        .AddSingleton(new Inbox(Storage.Queue, Storage.Clock))
        .AddSingleton(Phrasebook.Load(new TemplateFiles([typeof(OpenBlocker).Assembly], null)))
        .Configure<WebOptions>(configuration.GetSection("Web"))
        .Configure<TeamOptions>(configuration.GetSection("Team"))
        .AddDingTalk(configuration)
        .BuildServiceProvider();

    public override async ValueTask DisposeAsync()
    {
        callbacks.Dispose();
        await services.DisposeAsync();
        await Simulator.DisposeAsync();
        await Storage.DisposeAsync();
    }
}

/// <summary>A book of proofs for parts that stand alone.</summary>
internal static class Blank
{
    public static ProofBook Proofs(TimeProvider time) =>
        new(new PressWords(Phrasebook.Load(new TemplateFiles([typeof(OpenBlocker).Assembly], null))), new Pulse(time));
}

/// <summary>Reads a delivered message as a client with more Markdown than DingTalk documents would show it.</summary>
internal static class DingTalkEyes
{
    /// <summary>A card as it looks now to everybody, any other message as it was sent.</summary>
    public static SeenMessage Look(DeliveredMessage message, DingTalkSimulator platform) =>
        message.Type == "card" ? Look(message, platform.Card(message.Content.GetProperty("id").GetString()!)!) : Look(message);

    private static SeenMessage Look(DeliveredMessage message, SimulatedCard card)
    {
        var shown = ShownMarkdown.Of(card.Value("markdown"));
        var buttons = Enumerable.Range(1, 6).Where(i => card.Value($"button{i}").Length > 0).Select(i => (Label: card.Value($"button{i}"), Target: card.Value($"line{i}")))
            .Concat(shown.Links.Where(l => l.Target.StartsWith("dtmd:", StringComparison.Ordinal)));
        return new SeenMessage(message.Chat, $"{card.Value("title")}\n{shown.Text}".Trim(), [.. shown.Links.Where(l => !l.Target.StartsWith("dtmd:", StringComparison.Ordinal)).Select(l => l.Target), .. shown.Images],
            [.. buttons.Select(b => $"{b.Label} → {Uri.UnescapeDataString(b.Target.Split("content=")[^1])}")], message.Notified);
    }

    public static SeenMessage Look(DeliveredMessage message)
    {
        string? Part(string name) => message.Content.TryGetProperty(name, out var part) ? part.GetString() : null;
        var plain = message.Type is "text" or "sampleText";
        var shown = plain ? new ShownMarkdown(Part("content")!, [], []) : ShownMarkdown.Of(Part("text")!);
        var buttons = shown.Links.Where(l => l.Target.StartsWith("dtmd:", StringComparison.Ordinal)).Concat(Buttons(message.Content));
        return new SeenMessage(message.Chat, shown.Text, [.. shown.Links.Where(l => !l.Target.StartsWith("dtmd:", StringComparison.Ordinal)).Select(l => l.Target), .. shown.Images],
            [.. buttons.Select(b => $"{b.Label} → {Uri.UnescapeDataString(b.Target.Split("content=")[^1])}")], message.Notified);
    }

    private static IEnumerable<(string Label, string Target)> Buttons(JsonElement content)
    {
        string Part(string name) => content.GetProperty(name).GetString()!;
        if (content.TryGetProperty("btns", out var list))
            return list.EnumerateArray().Select(b => (b.GetProperty("title").GetString()!, b.GetProperty("actionURL").GetString()!));
        if (content.TryGetProperty("singleTitle", out _))
            return [(Part("singleTitle"), Part("singleURL"))];
        var (title, link) = content.TryGetProperty("buttonTitle1", out _) ? ("buttonTitle", "buttonUrl") : ("actionTitle", "actionURL");
        return Enumerable.Range(1, 5).Where(i => content.TryGetProperty(title + i, out _)).Select(i => (Part(title + i), Part(link + i)));
    }
}
