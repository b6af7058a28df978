using System.Globalization;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.DingTalk;

/// <summary>Runs the simulator by hand and prints what the bot sends.</summary>
public static class DingTalkCommand
{
    private const string Group = "cidSimulated+Group/1==", Person = "manager4220", Head = "lina0001", Newcomer = "xiaolin01";

    public static async Task<int> RunAsync(string[] args, TimeProvider time)
    {
        var at = Array.IndexOf(args, "--port");
        var port = at >= 0 && at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var given) ? given : 5092;
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());
        var world = Company();
        await using var simulator = await DingTalkSimulator.StartAsync(world, time, port);
        using var callbacks = new DingTalkCallbacks(simulator);
        Console.WriteLine($"DingTalk is at {simulator.BaseUrl}. Start the bot with:");
        Console.WriteLine($"  DingTalk__ApiBaseUrl={simulator.BaseUrl} DingTalk__OapiBaseUrl={simulator.BaseUrl} DingTalk__ClientId={world.ClientId} DingTalk__ClientSecret={world.ClientSecret}");
        Console.WriteLine("Then type what 张伟 says in the group, or \"> …\" for what he says in the direct chat. \"+\": 小林 joins the group; \"-\": 小林 leaves the company; \"?\": a message without content (quota); \"!\": the stream gives notice.");

        var shown = 0;
        while (!stop.IsCancellationRequested && await Console.In.ReadLineAsync(stop.Token) is { } line)
        {
            try
            {
                Console.WriteLine($"<- {await ActAsync(simulator, callbacks, line, stop.Token)}");
            }
            catch (InvalidOperationException exception)
            {
                Console.WriteLine($"<- {exception.Message}");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), time, stop.Token);
            foreach (var message in simulator.Delivered.Skip(shown))
                Console.WriteLine($"-> {message.Way} {message.Chat} {message.Type} {message.Content.GetRawText()}");
            shown = simulator.Delivered.Count;
        }

        return 0;
    }

    private static DingTalkWorld Company()
    {
        var world = new DingTalkWorld { Groups = { [Group] = [Person, Head] } };
        world.Departments[10] = new SimulatedDepartment("产品部", 1, Head);
        world.Departments[20] = new SimulatedDepartment("销售部", 1, Person);
        foreach (var (id, name, department) in new[] { (Person, "张伟", 20L), (Head, "李娜", 10L), (Newcomer, "小林", 10L) })
        {
            world.People[id] = name;
            world.Staff[id] = new SimulatedStaff("union-" + id, true, department);
        }

        return world;
    }

    private static async Task<string> ActAsync(DingTalkSimulator simulator, DingTalkCallbacks callbacks, string line, CancellationToken cancel)
    {
        var stream = simulator.Stream;
        var id = $"event-{simulator.Time.GetUtcNow().UtcTicks}";
        switch (line.Trim())
        {
            case "!":
                await stream.GiveNoticeAsync(cancel);
                return "notice given";
            case "+":
                return $"{await stream.HappenAsync("chat_add_member", id, JsonNode.Parse($$"""{"openConversationId":"{{Group}}","operator":"{{Person}}","userId":["{{Newcomer}}"]}""")!, cancel)}";
            case "-":
                simulator.World.Staff.TryRemove(Newcomer, out _);
                return $"{await stream.HappenAsync("user_leave_org", id, JsonNode.Parse($$"""{"userId":["{{Newcomer}}"]}""")!, cancel)}";
            case "?":
                var empty = callbacks.Message(new Saying(Group, Person, "张伟", ""));
                empty.Remove("text");
                (empty["errorCode"], empty["errorMessage"]) = (20001, "quota");
                return $"{await stream.DeliverAsync(empty, cancel)}";
            case var said:
                var direct = said.StartsWith('>');
                return $"{await stream.DeliverAsync(callbacks.Message(new Saying(direct ? "cidDirect==" : Group, Person, "张伟", said.TrimStart('>', ' '), direct)), cancel)}";
        }
    }
}
