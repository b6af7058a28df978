using CollabBot.Core.Delivery;
using CollabBot.Core.Platforms;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Benchmarks;

/// <summary>The service's parts with a real store on disk, its long connection open to a simulated Feishu; with its workers or without.</summary>
internal sealed class BenchHost : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly DirectoryInfo folder;
    private readonly WebApplication service;
    private readonly bool working;
    private Task listening = Task.CompletedTask;

    private BenchHost(DirectoryInfo folder, WebApplication service, FeishuSimulator simulator, EventMaker maker, bool working)
    {
        (this.folder, this.service, this.working) = (folder, service, working);
        (Simulator, Maker) = (simulator, maker);
    }

    public FeishuSimulator Simulator { get; }

    public EventMaker Maker { get; }

    public IEnvelopeQueue Queue => service.Services.GetRequiredService<IEnvelopeQueue>();

    public static async Task<BenchHost> StartAsync(bool working, TimeProvider time, CancellationToken cancel)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("collabbot-bench");
        var simulator = await FeishuSimulator.StartAsync(new FeishuWorld(), time, cancel);
        var service = Service.Build(
        [
            "--Urls", "http://127.0.0.1:0", "--Storage:DataDirectory", folder.FullName, "--Feishu:BaseUrl", simulator.Address,
            "--Feishu:AppId", simulator.World.AppId, "--Feishu:AppSecret", simulator.World.AppSecret, "--Logging:LogLevel:Default", "Warning",
        ]);
        var host = new BenchHost(folder, service, simulator, new EventMaker(simulator.World, time), working);
        await host.OpenAsync(cancel);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (working)
            await service.StopAsync();
        await listening.ContinueWith(_ => { }, TaskScheduler.Default);
        await service.DisposeAsync();
        await Simulator.DisposeAsync();
        stop.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task OpenAsync(CancellationToken cancel)
    {
        if (working)
        {
            await service.StartAsync(cancel);
        }
        else
        {
            var inbox = service.Services.GetRequiredService<Inbox>();
            listening = service.Services.GetRequiredService<IStream>().RunAsync((message, keys, c) => inbox.AcceptAsync(message, keys, c), stop.Token);
        }

        await Simulator.Gateway.ConnectedAsync(cancel);
    }
}
