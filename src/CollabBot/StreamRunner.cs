using CollabBot.Core.Delivery;
using CollabBot.Core.Platforms;

namespace CollabBot;

/// <summary>Keeps every long connection open; a message is acknowledged only after the inbox stored it.</summary>
public sealed class StreamRunner(IEnumerable<IStream> streams, Inbox inbox) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(streams.Select(stream => stream.RunAsync((message, keys, cancel) => inbox.AcceptAsync(message, keys, cancel), stoppingToken)));
}
