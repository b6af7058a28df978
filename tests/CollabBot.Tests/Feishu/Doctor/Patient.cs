using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Doctor;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Tests.Feishu.Doctor;

/// <summary>An app whose lights are looked at: our parts against the simulator, with what people do to it.</summary>
internal sealed class Patient(FeishuBench bench) : IAsyncDisposable
{
    public const string Lina = "ou_1111111111111111111111111111111a";
    public const string Direct = "oc_p2p_lina";
    private CancellationTokenSource? listening;
    private Task running = Task.CompletedTask;

    public FeishuBench Bench { get; } = bench;

    public FeishuSimulator Simulator => Bench.Simulator;

    public static async Task<Patient> ComeAsync(FeishuWorld? world = null, params (string Key, string Value)[] settings) =>
        new(await FeishuBench.StartAsync(world, [("Feishu:Receive", "LongConnection"), ("Feishu:EncryptKey", ""), ("Feishu:VerificationToken", ""), .. settings]));

    public async ValueTask DisposeAsync()
    {
        if (listening is not null)
            await listening.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        listening?.Dispose();
        await Bench.DisposeAsync();
    }

    /// <summary>One light as it is now. A red one always leads somewhere.</summary>
    public async Task<Light> LightAsync(string key, string locale = "zh-CN")
    {
        var light = (await Bench.Get<LightBoard>().LookAsync(locale, CancellationToken.None, "*")).Single(l => l.Key == key);
        if (light.Colour == LightColour.Red)
            Assert.That(light.Link, Does.StartWith("http"), light.Sentence);
        return light;
    }

    public async Task<LightColour> ColourAsync(string key) => (await LightAsync(key)).Colour;

    /// <summary>Opens the long connection and keeps it.</summary>
    public async Task ListenAsync(CancellationToken cancel)
    {
        listening = new CancellationTokenSource();
        running = Bench.Get<IStream>().RunAsync((_, _, _) => Task.CompletedTask, listening.Token);
        await Simulator.Gateway.ConnectedAsync(cancel);
        while (!await Bench.Platform.ReadyAsync(cancel))
            await Task.Yield();
    }

    /// <summary>Li Na writes to the bot; it arrives here, or, with somebody else on the same app, there.</summary>
    public async Task PingAsync(CancellationToken cancel, bool elsewhere = false)
    {
        Bench.Time.Advance(TimeSpan.FromSeconds(1));
        var said = Bench.Maker.Message(new SimText(Direct, false, Lina, "ping"));
        Simulator.Heard.Hear(said);
        if (!elsewhere)
            Assert.That((await Simulator.Gateway.DeliverAsync(said, cancel)).Code, Is.EqualTo(200));
    }

    /// <summary>Li Na presses a button.</summary>
    public Task PressAsync(CancellationToken cancel) =>
        Simulator.Gateway.DeliverAsync(Bench.Maker.CardAction(new SimPress(Direct, "om_card", Lina, new System.Text.Json.Nodes.JsonObject { ["line"] = "ping" })), cancel);

    /// <summary>The bot writes to Li Na.</summary>
    public Task<SendOutcome> WriteAsync(CancellationToken cancel) =>
        Bench.Platform.SendAsync(new Outgoing("k" + Bench.Time.GetUtcNow().Ticks, new Place("feishu", Lina, PlaceKind.Direct), Card.Line("你好"), "zh-CN"), cancel);
}
