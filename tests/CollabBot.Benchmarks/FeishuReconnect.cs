using System.Diagnostics;
using CollabBot.Core.Delivery;
using CollabBot.Simulators.Feishu;

namespace CollabBot.Benchmarks;

/// <summary>
/// Breaks an open connection with events on their way, delivers what was not acknowledged again as the platform does, and takes the time until the next event is
/// acknowledged. At the end each event must be stored exactly once. The platform's wishes are the real ones (nonce 30 s).
/// </summary>
internal static class FeishuReconnect
{
    private const int BreaksPerRound = 3;
    private const int OnTheirWay = 20;

    public static async Task<int> RunAsync(int rounds, TimeProvider time, CancellationToken cancel)
    {
        var times = new List<TimeSpan>();
        var (sent, stored) = (0, 0);
        for (var round = 0; round < rounds; round++)
        {
            await using var host = await BenchHost.StartAsync(working: false, time, cancel);
            for (var i = 0; i < BreaksPerRound; i++)
                times.Add(await BreakAsync(host, cancel));
            sent += BreaksPerRound * (OnTheirWay + 2);
            stored += (await host.Queue.DepthAsync(QueueName.Inbox, cancel)).Waiting;
        }

        Console.WriteLine($"from the break to the next acknowledgement: {new Percentiles(times)}");
        Console.WriteLine($"{sent} events said, {stored} stored");
        return sent == stored ? 0 : 1;
    }

    private static async Task<TimeSpan> BreakAsync(BenchHost host, CancellationToken cancel)
    {
        var gateway = host.Simulator.Gateway;
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var events = Enumerable.Range(0, OnTheirWay + 1).Select(i => host.Maker.Message(new SimText($"oc_{i:x32}", false, $"ou_{i:x32}", "帮助"))).ToList();
        // The gateway knows of a connection a moment before the client does
        await gateway.DeliverAsync(events[0], cancel);
        var first = events[1..].Select(e => gateway.DeliverAsync(e, broken.Token)).ToList();
        gateway.Drop();
        var since = Stopwatch.GetTimestamp();
        await gateway.ConnectedAsync(cancel);
        await gateway.DeliverAsync(host.Maker.Message(new SimText("oc_next", false, "ou_next", "帮助")), cancel);
        var took = Stopwatch.GetElapsedTime(since);
        await broken.CancelAsync();
        for (var i = 0; i < first.Count; i++)
            if (!first[i].IsCompletedSuccessfully)
                await gateway.DeliverAsync(events[i + 1], cancel);
        return took;
    }
}
