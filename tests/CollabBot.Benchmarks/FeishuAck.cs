using System.Collections.Concurrent;
using System.Diagnostics;
using CollabBot.Core.Delivery;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Benchmarks;

/// <summary>Sends events at a steady rate, whether or not the earlier ones were acknowledged, and takes each one's time until its acknowledgement.</summary>
internal static class FeishuAck
{
    private const int WarmUpSeconds = 3;

    public static async Task<int> RunAsync(int rate, int seconds, bool working, TimeProvider time, CancellationToken cancel)
    {
        await using var host = await BenchHost.StartAsync(working, time, cancel);
        await SendAsync(host, rate, WarmUpSeconds, time, cancel);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var yardstick = DiskYardstick.MeasureAsync(time, ended.Token);
        var times = await SendAsync(host, rate, seconds, time, cancel);
        await ended.CancelAsync();
        var depth = await host.Queue.DepthAsync(QueueName.Inbox, cancel);
        Console.WriteLine($"acknowledged at {rate}/s{(working ? " while answering" : "")}: {new Percentiles(times)}");
        Console.WriteLine($"one bare sync of this disk meanwhile: {new Percentiles(await yardstick)} (an acknowledgement needs two)");
        Console.WriteLine($"waiting in the inbox: {depth.Waiting}");
        return 0;
    }

    private static async Task<IReadOnlyCollection<TimeSpan>> SendAsync(BenchHost host, int rate, int seconds, TimeProvider time, CancellationToken cancel)
    {
        var times = new ConcurrentBag<TimeSpan>();
        var sending = new List<Task>();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < rate * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / rate);
            while (Stopwatch.GetElapsedTime(started) < due)
                await Task.Delay(TimeSpan.FromMilliseconds(1), time, cancel);
            sending.Add(OneAsync(host, i, times, cancel));
        }

        await Task.WhenAll(sending);
        return times;
    }

    // Fifty people, each in their own direct chat
    private static async Task OneAsync(BenchHost host, int number, ConcurrentBag<TimeSpan> times, CancellationToken cancel)
    {
        var who = number % 50;
        var said = host.Maker.Message(new SimText($"oc_{who:x32}", false, $"ou_{who:x32}", "帮助"));
        var sent = Stopwatch.GetTimestamp();
        var ack = await host.Simulator.Gateway.DeliverAsync(said, cancel);
        if (ack.Code == 200)
            times.Add(Stopwatch.GetElapsedTime(sent));
        else
            Console.Error.WriteLine($"an event was answered with {ack.Code}");
    }
}
