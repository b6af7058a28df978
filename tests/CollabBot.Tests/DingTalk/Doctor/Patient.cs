using System.Text.Json.Nodes;
using CollabBot.Core.Chat;
using CollabBot.Core.Docs;
using CollabBot.Core.Doctor;
using CollabBot.Core.Platforms;
using CollabBot.DingTalk.Inbound.Stream;
using CollabBot.Simulators.DingTalk;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.DingTalk.Doctor;

/// <summary>An app whose lights are looked at: our parts against the simulator, with what people do to it.</summary>
internal sealed class Patient(DingTalkBench bench) : IAsyncDisposable
{
    public const string Zhang = DingTalkBench.StaffId;
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;
    private int sent;

    public DingTalkBench Bench { get; } = bench;

    public DingTalkSimulator Simulator => Bench.Simulator;

    public DingTalkWorld World => Simulator.World;

    public static async Task<Patient> ComeAsync(params (string Key, string Value)[] settings)
    {
        var bench = await DingTalkBench.StartAsync(s =>
        {
            foreach (var (key, value) in settings)
                s[key] = value;
        });
        bench.Simulator.World.CallsPerSecond = 0;
        bench.Simulator.World.Departments[10] = new SimulatedDepartment("产品部", 1, Zhang);
        bench.Simulator.World.Staff[Zhang] = new SimulatedStaff("union-zhang", true, 10);
        return new Patient(bench);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        stop.Dispose();
        await Bench.DisposeAsync();
    }

    public T Get<T>()
        where T : notnull => Bench.Services.GetRequiredService<T>();

    public Task<IReadOnlyList<Light>> LookAsync(string locale = "zh-CN") => Get<LightBoard>().LookAsync(locale, CancellationToken.None, "*");

    /// <summary>One light as it is now.</summary>
    public async Task<Light> LightAsync(string key, string locale = "zh-CN") => (await LookAsync(locale)).Single(l => l.Key == key);

    public async Task<LightColour> ColourAsync(string key) => (await LightAsync(key)).Colour;

    /// <summary>Opens the stream and keeps it.</summary>
    public async Task ListenAsync(CancellationToken cancel)
    {
        running = Get<IStream>().RunAsync((_, _, _) => Task.CompletedTask, stop.Token);
        await Simulator.Stream.OpenedAsync(1, cancel);
        await UntilAsync(() => Get<StreamState>().Open, cancel);
    }

    /// <summary>Zhang Wei says something; it comes down the stream.</summary>
    public async Task SayAsync(string text, CancellationToken cancel, bool direct = false, Action<JsonObject>? change = null)
    {
        Bench.Time.Advance(TimeSpan.FromSeconds(1));
        var said = Bench.Callbacks.Message(new Saying(direct ? "cidDirect==" : DingTalkBench.GroupId, Zhang, "张伟", text, direct));
        change?.Invoke(said);
        await Simulator.Stream.DeliverAsync(said, cancel);
    }

    /// <summary>Zhang Wei presses a button of a card whose parameters are these.</summary>
    public async Task PressAsync(JsonObject parameters, CancellationToken cancel)
    {
        Bench.Time.Advance(TimeSpan.FromSeconds(1));
        var content = new JsonObject { ["cardPrivateData"] = new JsonObject { ["actionIds"] = new JsonArray("1"), ["params"] = parameters } };
        await Simulator.Stream.PressAsync(
            new JsonObject { ["outTrackId"] = "card-1", ["userId"] = Zhang, ["spaceType"] = "IM_GROUP", ["spaceId"] = DingTalkBench.GroupId, ["content"] = content.ToJsonString() }, cancel);
    }

    /// <summary>The bot writes by itself, to a group or to a person.</summary>
    public Task<SendOutcome> WriteAsync(CancellationToken cancel, string chat = DingTalkBench.GroupId, bool direct = false)
    {
        Bench.Time.Advance(TimeSpan.FromSeconds(1));
        return Bench.Platform.SendAsync(new Outgoing($"k{++sent}", new Place("dingtalk", chat, direct ? PlaceKind.Direct : PlaceKind.Group), Card.Line("你好"), "zh-CN"), cancel);
    }

    public static async Task UntilAsync(Func<bool> happened, CancellationToken cancel)
    {
        while (!happened())
        {
            cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
