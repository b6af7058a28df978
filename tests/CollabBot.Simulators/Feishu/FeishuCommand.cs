using System.Globalization;

namespace CollabBot.Simulators.Feishu;

/// <summary>Runs the simulator by hand: what is typed is said to the bot, what the bot sends is printed.</summary>
public static class FeishuCommand
{
    internal const string Chat = "oc_simulated0000000000000000000000";
    internal const string Person = "ou_simulated0000000000000000000000";

    private const string Help = """
        A strict local Feishu. Lines typed here are said to the bot in a direct chat; what the bot sends is printed.

          --port N           where it listens (5091)
          --webhook URL      posts events there, for example http://127.0.0.1:5080/feishu/events; without it they go down the bot's long connection
          --limits           enforces the pace: 5 messages a second and chat, 50 calls a second, 1000 a minute
          --withhold SCOPE   the app was not granted this scope; may be repeated
          --grant SCOPE      a sensitive scope on top, for example im:message.group_msg; may be repeated
          --twice            each event is delivered twice
          --drop-every N     breaks the long connection every N seconds

        While it runs, POST /_sim/faults, /_sim/link, /_sim/world, /_sim/say and others switch what goes wrong: docs/simulators.md.
        """;

    public static async Task<int> RunAsync(string[] args, TimeProvider time)
    {
        if (args.Contains("--help"))
        {
            Console.WriteLine(Help);
            return 0;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());
        var world = new FeishuWorld();
        await using var simulator = await FeishuSimulator.StartAsync(world, time, stop.Token, Number(args, "--port") ?? 5091);
        simulator.Contacts.Add(new SimDepartment("od-product", "产品部", Head: "ou_zhang00000000000000000000000000"), new SimDepartment("od-sales", "销售部", Head: Person));
        simulator.Contacts.Add(new SimUser("ou_zhang00000000000000000000000000", "张伟", "od-product"), new SimUser(Person, "李娜", "od-sales"));
        Switch(simulator, args);
        Introduce(simulator);
        var dropping = Number(args, "--drop-every") is { } seconds ? DropAsync(simulator, TimeSpan.FromSeconds(seconds), time, stop.Token) : Task.CompletedTask;
        await TalkAsync(simulator, time, stop.Token);
        await stop.CancelAsync();
        await dropping.ContinueWith(_ => { }, TaskScheduler.Default);
        return 0;
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

    private static void Introduce(FeishuSimulator simulator)
    {
        var world = simulator.World;
        Console.WriteLine($"Feishu is at {simulator.Address}. Start the bot with:");
        Console.WriteLine($"  Feishu__BaseUrl={simulator.Address} Feishu__AppId={world.AppId} Feishu__AppSecret={world.AppSecret} \\");
        Console.WriteLine(world.Webhook is null
            ? "  Feishu__Receive=LongConnection"
            : $"  Feishu__Receive=Webhook Feishu__EncryptKey={world.EncryptKey} Feishu__VerificationToken={world.VerificationToken}");
        Console.WriteLine("Then type what a person says to the bot. --help has the switches.");
    }

    private static async Task TalkAsync(FeishuSimulator simulator, TimeProvider time, CancellationToken cancel)
    {
        var maker = new EventMaker(simulator.World, time);
        var shown = 0;
        while (!cancel.IsCancellationRequested && await Console.In.ReadLineAsync(cancel) is { } line)
        {
            var said = maker.Message(new SimText(Chat, false, Person, line));
            simulator.Heard.Hear(said);
            simulator.Desk.Heard(said["event"]!["message"]!["message_id"]!.ToString(), Chat);
            if (simulator.World.Webhook is null && simulator.Gateway.Connections == 0)
                Console.WriteLine("<- waits for a long connection");
            var delivery = await simulator.Deliveries.DeliverAsync(said, cancel);
            Console.WriteLine(delivery.Taken ? "<- taken" : $"<- not taken after {delivery.Attempts} attempts");
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancel);
            foreach (var message in simulator.Desk.Messages.Skip(shown))
                Console.WriteLine($"-> {message.Type} {message.Content.ToJsonString()}");
            shown = simulator.Desk.Messages.Count;
        }
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
