using CollabBot.Core.Chat;
using CollabBot.Core.Delivery;
using CollabBot.Core.Platforms;
using CollabBot.Core.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CollabBot.Tests.Harness;

/// <summary>The whole service without loops or HTTP, on a folder of its own, a clock that only the test moves and one scripted platform.</summary>
internal sealed class ScriptedService : IAsyncDisposable
{
    private readonly TempFolder folder = new();
    private readonly ServiceProvider services;

    public ScriptedService(DateTimeOffset now, Action<IServiceCollection>? more = null)
    {
        Time = new FakeTimeProvider(now);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Storage:DataDirectory"] = folder.Path, ["Playground:Enabled"] = "false" }).Build();
        var parts = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(settings).AddCollabBot(settings, Time).AddSingleton<IPlatform>(Platform);
        more?.Invoke(parts);
        services = parts.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; }

    public ScriptedPlatform Platform { get; } = new();

    /// <summary>Takes the message in, runs its turn and sends what follows.</summary>
    public async Task HearAsync(InboundMessage message)
    {
        await TakeAsync(message);
        await SendAsync();
    }

    /// <summary>Takes the message in and runs its turn; what follows waits in the outbox.</summary>
    public async Task TakeAsync(InboundMessage message)
    {
        await AcceptAsync(message);
        await WorkAsync();
    }

    /// <summary>Takes the message in, and no more.</summary>
    public Task AcceptAsync(InboundMessage message) => services.GetRequiredService<Inbox>().AcceptAsync(message, [message.EventId], default);

    /// <summary>Runs the turns that wait.</summary>
    public Task WorkAsync() => services.GetRequiredService<InboxWorker>().DrainAsync(default);

    /// <summary>Sends what waits.</summary>
    public Task SendAsync() => services.GetRequiredService<OutboxWorker>().DrainAsync(default);

    /// <summary>What is stored.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>()
        where T : Document
    {
        await using var work = services.GetRequiredService<IDocumentStore>().Begin();
        return await work.ListAsync(Query<T>.All, default);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        folder.Dispose();
    }
}
