using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CollabBot.Core.Chat;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.DingTalk;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.DingTalk;

/// <summary>The stream as the service runs it, with an inbox that only listens.</summary>
internal sealed class StreamHost : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    private StreamHost(DingTalkBench bench) => Bench = bench;

    public DingTalkBench Bench { get; }

    public StreamGateway Gateway => Bench.Simulator.Stream;

    /// <summary>What was stored, with the first key of each.</summary>
    public ConcurrentQueue<(InboundMessage Message, string Key)> Heard { get; } = new();

    /// <summary>What the inbox does before it has stored.</summary>
    public Func<InboundMessage, Task> Store { get; set; } = _ => Task.CompletedTask;

    public static async Task<StreamHost> StartAsync(Action<Dictionary<string, string?>>? configure = null) => new(await DingTalkBench.StartAsync(configure));

    public void Run() => running = Bench.Services.GetRequiredService<IStream>().RunAsync(async (message, keys, _) =>
    {
        await Store(message);
        Heard.Enqueue((message, keys[0]));
    }, stop.Token);

    public Task OpenAsync(CancellationToken cancel)
    {
        Run();
        return Gateway.OpenedAsync(1, cancel);
    }

    public JsonObject Message(string text, string chat = DingTalkBench.GroupId) => Bench.Callbacks.Message(new Saying(chat, DingTalkBench.StaffId, "张伟", text));

    /// <summary>Lets time pass, in steps, until the task ends.</summary>
    public async Task<T> PassAsync<T>(Task<T> awaited, CancellationToken cancel)
    {
        while (!awaited.IsCompleted)
        {
            cancel.ThrowIfCancellationRequested();
            Bench.Time.Advance(TimeSpan.FromMilliseconds(500));
            await MomentAsync(awaited);
        }

        return await awaited;
    }

    /// <summary>Lets pauses pass until so many connections were opened.</summary>
    public async Task ComeBackAsync(int opened, CancellationToken cancel)
    {
        while (Gateway.Opened < opened)
        {
            cancel.ThrowIfCancellationRequested();
            Bench.Time.Advance(TimeSpan.FromSeconds(1));
            await MomentAsync(Gateway.OpenedAsync(opened, cancel));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        stop.Dispose();
        await Bench.DisposeAsync();
    }

    /// <summary>A little real time for sockets and threads, less if what is waited for happens.</summary>
    public static async Task MomentAsync(Task awaited)
    {
        using var moment = new CancellationTokenSource(20);
        try
        {
            await awaited.WaitAsync(moment.Token);
        }
        catch (OperationCanceledException)
        {
            // The moment is over
        }
    }
}
