using System.Globalization;
using Microsoft.AspNetCore.Connections;

namespace CollabBot.Simulators.Feishu;

/// <summary>Runs the simulator by hand: what is typed is said to the bot, what the bot sends is printed.</summary>
public static class FeishuCommand
{
    internal const string Chat = "oc_simulated0000000000000000000000";
    internal const string Group = "oc_strategy00000000000000000000000";
    internal const string Person = "ou_simulated0000000000000000000000";
    private const string Colleague = "ou_zhang00000000000000000000000000";

    private const string Help = """
        A strict local Feishu. Lines typed here are said to the bot in a direct chat, those that begin with @ in a group where it is mentioned; what the bot sends (->) or changes (~>)
        is printed as people see it.

          --port N           where it listens (5091)
          --webhook URL      posts events there, for example http://127.0.0.1:5080/feishu/events; without it they go down the bot's long connection
          --limits           enforces the pace: 5 messages a second and chat, 50 calls a second, 1000 a minute
          --withhold SCOPE   the app was not granted this scope; may be repeated
          --grant SCOPE      a sensitive scope on top, for example im:message.group_msg; may be repeated
          --twice            each event is delivered twice
          --drop-every N     breaks the long connection every N seconds

        While it runs, POST /_sim/faults, /_sim/link, /_sim/world, /_sim/say and others switch what goes wrong: docs/simulators.md.
        """;

    public static Task<int> RunAsync(string[] args, TimeProvider time) => RunAsync(args, time, Console.In, Console.Out);

    public static async Task<int> RunAsync(string[] args, TimeProvider time, TextReader typed, TextWriter shown)
    {
        if (args.Contains("--help"))
        {
            await shown.WriteLineAsync(Help);
            return 0;
        }

        var port = Number(args, "--port") ?? 5091;
        try
        {
            await using var simulator = await FeishuSimulator.StartAsync(new FeishuWorld(), time, CancellationToken.None, port);
            await RunAsync(simulator, args, time, typed, shown);
            return 0;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await shown.WriteLineAsync($"Port {port} is in use: end what listens there, or choose another with --port N.");
            return 2;
        }
    }

    private static async Task RunAsync(FeishuSimulator simulator, string[] args, TimeProvider time, TextReader typed, TextWriter shown)
    {
        // Ctrl-C, or whoever ends processes
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(simulator.Stopping);
        simulator.Contacts.Add(new SimDepartment("od-product", "产品部", Head: Colleague), new SimDepartment("od-sales", "销售部", Head: Person));
        simulator.Contacts.Add(new SimUser(Colleague, "张伟", "od-product"), new SimUser(Person, "李娜", "od-sales"));
        simulator.Chats.Chats.Add(new SimChat(Group, "战略项目群", [(Colleague, "张伟"), (Person, "李娜")]));
        Switch(simulator, args);
        await IntroduceAsync(simulator, shown);
        var dropping = Number(args, "--drop-every") is { } seconds ? DropAsync(simulator, TimeSpan.FromSeconds(seconds), time, stop.Token) : Task.CompletedTask;
        try
        {
            await new Talk(simulator, time, typed, shown).RunAsync(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nobody waits for more
        }

        await stop.CancelAsync();
        await dropping.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static void Switch(FeishuSimulator simulator, string[] args)
    {
        var world = simulator.World;
        if (Values(args, "--webhook").FirstOrDefault() is { } webhook)
            world.Webhook = new Uri(webhook);
        if (args.Contains("--limits"))
            (world.LimitsCalls, world.MessagesPerSecondPerChat) = (true, 5);
        foreach (var scope in Values(args, "--withhold"))
            world.Withheld[scope] = true;
        foreach (var scope in Values(args, "--grant"))
            simulator.App.Grant(scope);
        simulator.Deliveries.Twice = args.Contains("--twice");
    }

    private static async Task IntroduceAsync(FeishuSimulator simulator, TextWriter shown)
    {
        var world = simulator.World;
        await shown.WriteLineAsync($"Feishu is at {simulator.Address}. Start the bot with:");
        await shown.WriteLineAsync($"  Feishu__BaseUrl={simulator.Address} Feishu__AppId={world.AppId} Feishu__AppSecret={world.AppSecret} \\");
        await shown.WriteLineAsync(world.Webhook is null
            ? "  Feishu__Receive=LongConnection"
            : $"  Feishu__Receive=Webhook Feishu__EncryptKey={world.EncryptKey} Feishu__VerificationToken={world.VerificationToken}");
        await shown.WriteLineAsync($"Then type what 李娜 ({Person}) says to the bot; @… says it in 战略项目群 ({Group}). --help has the switches.");
    }

    private static async Task DropAsync(FeishuSimulator simulator, TimeSpan every, TimeProvider time, CancellationToken cancel)
    {
        while (true)
        {
            await Task.Delay(every, time, cancel);
            simulator.Gateway.Drop();
        }
    }

    private static int? Number(string[] args, string name) => int.TryParse(Values(args, name).FirstOrDefault(), CultureInfo.InvariantCulture, out var given) ? given : null;

    private static IEnumerable<string> Values(string[] args, string name) => args.Zip(args.Skip(1)).Where(pair => pair.First == name).Select(pair => pair.Second);
}
