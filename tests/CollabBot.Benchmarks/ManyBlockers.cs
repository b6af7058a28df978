using System.Diagnostics;
using System.Globalization;
using CollabBot.Cli;
using CollabBot.Core.Delivery;
using CollabBot.Core.Time;
using CollabBot.Playground;

namespace CollabBot.Benchmarks;

/// <summary>
/// The list of blockers and the minute's tick among many: whole turns, from the message at the door to the answer on the disk, against the same in a store that holds the open ones alone. The
/// ratio says whether what is over costs anything; it does not depend on the machine. On a busy machine the processor time per turn is what can be compared, so it is printed, too.
/// </summary>
internal static class ManyBlockers
{
    private const double Allowed = 50;
    private const double AllowedMegabytes = 300;
    private const int Lists = 60;
    private const int Minutes = 120;

    /// <summary>Fills the stores anew, unless they were left in a folder by <c>blockers-fill</c>: <c>alone</c> and <c>many</c>.</summary>
    public static async Task<int> RunAsync(int all, int open, string? filled, CancellationToken cancel)
    {
        // What compiles now compiles for neither of them
        await MeasureAsync(200, 200, cancel);
        if (filled is not null)
            return Report(all, await OpenAsync(Path.Combine(filled, "alone"), cancel), await OpenAsync(Path.Combine(filled, "many"), cancel));
        var alone = await MeasureAsync(open, open, cancel);
        return Report(all, alone, await MeasureAsync(all, open, cancel));
    }

    private static int Report(int all, Measured alone, Measured many)
    {
        Print($"list among {all:N0}", many.List, alone.List);
        Print($"tick among {all:N0}", many.Tick, alone.Tick);
        PrintCpu("list", many.ListCpu, alone.ListCpu);
        PrintCpu("tick", many.TickCpu, alone.TickCpu);
        Console.WriteLine(Say($"a morning with everything due at once, 100 a minute: {many.Rush}"));
        Console.WriteLine(Say($"memory {many.Megabytes:F0} MB of {AllowedMegabytes:F0} allowed (x{many.Megabytes / AllowedMegabytes:F2}), {many.Heap:F0} MB of it on the heap"));
        return many.List.At(0.99) <= Allowed && many.Tick.At(0.99) <= Allowed && many.Megabytes <= AllowedMegabytes ? 0 : 1;
    }

    private static void Print(string what, Percentiles many, Percentiles alone) => Console.WriteLine(Say(
        $"{what}: {many}; p99 is x{many.At(0.99) / Allowed:F2} of {Allowed:F0} ms; x{many.At(0.5) / alone.At(0.5):F2} of the open ones alone ({alone})"));

    private static void PrintCpu(string what, TimeSpan many, TimeSpan alone) => Console.WriteLine(Say(
        $"{what}: {many.TotalMilliseconds:F1} ms of processor time each, x{many.TotalMilliseconds / Allowed:F2} of {Allowed:F0} ms; x{many / alone:F2} of the open ones alone ({alone.TotalMilliseconds:F1} ms)"));

    private static async Task<Measured> MeasureAsync(int all, int open, CancellationToken cancel)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("collabbot-bench");
        try
        {
            await FillAsync(folder.FullName, all, open, cancel);
            return await OpenAsync(folder.FullName, cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Measured> OpenAsync(string folder, CancellationToken cancel)
    {
        var time = new AdjustableTime(new StillTime(BlockerFill.Now));
        await using var services = OneOff.Open(BlockerFill.Settings(folder), time);
        return await MeasureAsync(services, time, cancel);
    }

    private static async Task<Measured> MeasureAsync(IServiceProvider services, AdjustableTime time, CancellationToken cancel)
    {
        var door = services.GetRequiredService<PlaygroundDoor>();
        var inbox = services.GetRequiredService<InboxWorker>();
        var outbox = services.GetRequiredService<OutboxWorker>();
        var scheduler = services.GetRequiredService<Scheduler>();
        await scheduler.TickAsync(cancel);
        await inbox.DrainAsync(cancel);
        var lists = new List<TimeSpan>();
        var cpu = new ProcessorTime();
        for (var i = 0; i < Lists + 10; i++)
        {
            var since = Stopwatch.GetTimestamp();
            await door.SayAsync(PlaygroundChats.Direct("lina"), "lina", "卡点 列表", null, cancel);
            await inbox.DrainAsync(cancel);
            // The first ones compile
            if (i >= 10)
                lists.Add(Stopwatch.GetElapsedTime(since));
            else
                cpu.Restart();
            await outbox.DrainAsync(cancel);
        }

        var listCpu = cpu.Each(Lists);

        var ticks = new List<TimeSpan>();
        for (var i = 0; i < Minutes + 5; i++)
        {
            time.Offset += TimeSpan.FromMinutes(1);
            var took = await TickAsync(scheduler, inbox, cancel);
            if (i >= 5)
                ticks.Add(took);
            else
                cpu.Restart();
            await outbox.DrainAsync(cancel);
        }

        var tickCpu = cpu.Each(Minutes);

        var process = Process.GetCurrentProcess();
        var megabytes = process.WorkingSet64 / 1048576.0;
        var heap = GC.GetTotalMemory(forceFullCollection: false) / 1048576.0;
        // After a week without the service nearly everything is due
        time.Offset += TimeSpan.FromDays(7);
        var rush = new List<TimeSpan>();
        for (var i = 0; i < 10; i++)
        {
            time.Offset += TimeSpan.FromMinutes(1);
            rush.Add(await TickAsync(scheduler, inbox, cancel));
        }

        return new Measured(new Percentiles(lists), new Percentiles(ticks), new Percentiles(rush), listCpu, tickCpu, megabytes, heap);
    }

    private static async Task<TimeSpan> TickAsync(Scheduler scheduler, InboxWorker inbox, CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        await scheduler.TickAsync(cancel);
        await inbox.DrainAsync(cancel);
        return Stopwatch.GetElapsedTime(since);
    }

    private static async Task FillAsync(string folder, int all, int open, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(ManyBlockers).Assembly.Location);
        foreach (var argument in (string[])["blockers-fill", folder, "--all", all.ToString(CultureInfo.InvariantCulture), "--open", open.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        using var filling = Process.Start(start) ?? throw new InvalidOperationException("The process that fills the store did not start");
        await filling.WaitForExitAsync(cancel);
        if (filling.ExitCode != 0)
            throw new InvalidOperationException("Filling the store failed");
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Measured(Percentiles List, Percentiles Tick, Percentiles Rush, TimeSpan ListCpu, TimeSpan TickCpu, double Megabytes, double Heap);

    /// <summary>What this process used of the processors, sending included.</summary>
    private sealed class ProcessorTime
    {
        private TimeSpan began = Process.GetCurrentProcess().TotalProcessorTime;

        public void Restart() => began = Process.GetCurrentProcess().TotalProcessorTime;

        public TimeSpan Each(int count) => (Process.GetCurrentProcess().TotalProcessorTime - began) / count;
    }
}
