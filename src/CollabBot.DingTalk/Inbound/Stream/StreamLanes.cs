using System.Collections.Concurrent;
using System.Globalization;

namespace CollabBot.DingTalk.Inbound.Stream;

/// <summary>Runs work of one chat in its order and of many chats at once, at most <paramref name="most"/> in all.</summary>
internal sealed class StreamLanes(int most) : IDisposable
{
    private readonly SemaphoreSlim room = new(most, most);
    private readonly ConcurrentDictionary<string, Task> tails = new(StringComparer.Ordinal);
    private int besides;

    /// <summary>Waits for room, then starts the work behind what its lane already does. Called by one thread. The work must not throw.</summary>
    public async Task StartAsync(string lane, Func<Task> work, CancellationToken cancel)
    {
        await room.WaitAsync(cancel);
        var before = tails.GetValueOrDefault(lane) ?? Task.CompletedTask;
        var task = RunAsync(before, work);
        tails[lane] = task;
        _ = ForgetAsync(lane, task);
    }

    /// <summary>Lets work go on that no lane waits for. It must not throw, and starts nothing itself.</summary>
    public void Beside(Task task)
    {
        var lane = string.Create(CultureInfo.InvariantCulture, $"beside {Interlocked.Increment(ref besides)}");
        tails[lane] = task;
        _ = ForgetAsync(lane, task);
    }

    /// <summary>Ends when everything that was started has ended.</summary>
    public async Task DrainAsync()
    {
        await Task.WhenAll(tails.Values);
        // What the lanes left beside them
        await Task.WhenAll(tails.Values);
    }

    public void Dispose() => room.Dispose();

    private async Task RunAsync(Task before, Func<Task> work)
    {
        await before;
        try
        {
            await work();
        }
        finally
        {
            room.Release();
        }
    }

    private async Task ForgetAsync(string lane, Task task)
    {
        await task;
        tails.TryRemove(KeyValuePair.Create(lane, task));
    }
}
