using System.Globalization;

namespace CollabBot.Simulators.Feishu;

/// <summary>Runs the simulator by hand and prints what the bot sends.</summary>
public static class FeishuCommand
{
    public static async Task<int> RunAsync(string[] args, TimeProvider time)
    {
        var at = Array.IndexOf(args, "--port");
        var port = at >= 0 && at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var given) ? given : 5091;
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());
        await using var simulator = await FeishuSimulator.StartAsync(new FeishuWorld(), time, stop.Token, port);
        var world = simulator.World;
        simulator.Contacts.Add(new SimDepartment("od-product", "产品部", Head: "ou_zhang00000000000000000000000000"), new SimDepartment("od-sales", "销售部", Head: "ou_simulated0000000000000000000000"));
        simulator.Contacts.Add(new SimUser("ou_zhang00000000000000000000000000", "张伟", "od-product"), new SimUser("ou_simulated0000000000000000000000", "李娜", "od-sales"));
        Console.WriteLine($"Feishu is at {simulator.Address}. Start the bot with:");
        Console.WriteLine($"  Feishu__BaseUrl={simulator.Address} Feishu__AppId={world.AppId} Feishu__AppSecret={world.AppSecret} \\");
        Console.WriteLine($"  Feishu__Receive=Webhook Feishu__EncryptKey={world.EncryptKey} Feishu__VerificationToken={world.VerificationToken}");
        Console.WriteLine("Then type what a person says to the bot; it is posted to http://127.0.0.1:5080/feishu/events.");

        var maker = new EventMaker(world, time);
        var shown = 0;
        while (!stop.IsCancellationRequested && await Console.In.ReadLineAsync(stop.Token) is { } line)
        {
            var said = new SimText("oc_simulated0000000000000000000000", false, "ou_simulated0000000000000000000000", line);
            try
            {
                var (status, body) = await simulator.Events.PostAsync(new Uri("http://127.0.0.1:5080/feishu/events"), simulator.Events.Seal(maker.Message(said)), stop.Token);
                Console.WriteLine($"<- {status} {body}");
            }
            catch (HttpRequestException exception)
            {
                Console.WriteLine($"<- {exception.Message}");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), time, stop.Token);
            foreach (var message in simulator.Desk.Messages.Skip(shown))
                Console.WriteLine($"-> {message.Type} {message.Content.ToJsonString()}");
            shown = simulator.Desk.Messages.Count;
        }

        return 0;
    }
}
