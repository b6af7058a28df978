using CollabBot.Core.Delivery;
using CollabBot.Core.Platforms;
using Microsoft.Extensions.DependencyInjection;

namespace CollabBot.Tests.Conversations.Sites;

/// <summary>Keeps the platform's long connection open as the running service does.</summary>
internal sealed class Streams : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public Streams(IServiceProvider services, string platform)
    {
        var inbox = services.GetRequiredService<Inbox>();
        running = services.GetServices<IStream>().Single(s => s.Name == platform).RunAsync((message, keys, cancel) => inbox.AcceptAsync(message, keys, cancel), stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        stop.Dispose();
    }
}
