using CollabBot.Benchmarks;

#pragma warning disable RS0030 // What is measured is real time
var time = TimeProvider.System;
#pragma warning restore RS0030
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());
return args switch
{
    ["feishu-ack", .. var rest] => await FeishuAck.RunAsync(Number(rest, "--rate", 300), Number(rest, "--seconds", 20), rest.Contains("--working"), time, stop.Token),
    ["feishu-reconnect", .. var rest] => await FeishuReconnect.RunAsync(Number(rest, "--rounds", 5), time, stop.Token),
    ["blockers", .. var rest] => await ManyBlockers.RunAsync(Number(rest, "--all", 100_000), Number(rest, "--open", 2_000), Text(rest, "--filled"), stop.Token),
    ["blockers-fill", var folder, .. var rest] => await BlockerFill.RunAsync(folder, Number(rest, "--all", 100_000), Number(rest, "--open", 2_000), stop.Token),
    _ => Usage(),
};

static int Number(string[] args, string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length && int.TryParse(args[at + 1], System.Globalization.CultureInfo.InvariantCulture, out var given) ? given : otherwise;

static string? Text(string[] args, string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

static int Usage()
{
    Console.Error.WriteLine("""
        feishu-ack [--rate 300] [--seconds 20] [--working]   how long a long-connection event waits for its acknowledgement; --working: while the service also answers each
        blockers [--all 100000] [--open 2000]                how long the list and a minute's tick take among so many blockers, against a store with the open ones alone; and the memory
        feishu-reconnect [--rounds 5]                        how long after a break the next event is acknowledged, and whether any was lost or stored twice
        """);
    return 2;
}
