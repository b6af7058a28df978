using System.Globalization;

namespace CollabBot.Simulators.DingTalk;

/// <summary>Runs the simulator by hand and prints what the bot sends.</summary>
public static class DingTalkCommand
{
    private const string Group = "cidSimulated+Group/1==", Person = "manager4220";

    public static async Task<int> RunAsync(string[] args, TimeProvider time)
    {
        var at = Array.IndexOf(args, "--port");
        var port = at >= 0 && at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var given) ? given : 5092;
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());
        var world = new DingTalkWorld { Groups = { [Group] = [Person] }, People = { [Person] = "Zhang Wei" } };
        await using var simulator = await DingTalkSimulator.StartAsync(world, time, port);
        using var callbacks = new DingTalkCallbacks(simulator);
        Console.WriteLine($"DingTalk is at {simulator.BaseUrl}. Start the bot with:");
        Console.WriteLine($"  DingTalk__ApiBaseUrl={simulator.BaseUrl} DingTalk__OapiBaseUrl={simulator.BaseUrl} DingTalk__ClientId={world.ClientId} DingTalk__ClientSecret={world.ClientSecret} DingTalk__Receive=Webhook");
        Console.WriteLine("Then type what a person says to the bot in a group; it is posted to http://127.0.0.1:5080/dingtalk/robot.");

        var shown = 0;
        while (!stop.IsCancellationRequested && await Console.In.ReadLineAsync(stop.Token) is { } line)
        {
            try
            {
                var request = callbacks.Sign(callbacks.Message(new Saying(Group, Person, "Zhang Wei", line)));
                var (status, body) = await callbacks.PostAsync(new Uri("http://127.0.0.1:5080/dingtalk/robot"), request, stop.Token);
                Console.WriteLine($"<- {status} {body}");
            }
            catch (HttpRequestException exception)
            {
                Console.WriteLine($"<- {exception.Message}");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), time, stop.Token);
            foreach (var message in simulator.Delivered.Skip(shown))
                Console.WriteLine($"-> {message.Way} {message.Type} {message.Content.GetRawText()}");
            shown = simulator.Delivered.Count;
        }

        return 0;
    }
}
