using System.Globalization;
using System.Text.Json.Nodes;

namespace CollabBot.Simulators.DingTalk;

/// <summary>Runs the simulator by hand and prints what the bot sends.</summary>
public static class DingTalkCommand
{
    private const string Group = "cidSimulated+Group/1==", Person = "manager4220", Head = "lina0001", Newcomer = "xiaolin01", Template = "11111111-2222-3333-4444-555555555555.schema";

    public static async Task<int> RunAsync(string[] args, TimeProvider time)
    {
        var at = Array.IndexOf(args, "--port");
        var port = at >= 0 && at + 1 < args.Length && int.TryParse(args[at + 1], CultureInfo.InvariantCulture, out var given) ? given : 5092;
        var world = Company();
        await using var simulator = await DingTalkSimulator.StartAsync(world, time, port);
        using var callbacks = new DingTalkCallbacks(simulator);
        Console.WriteLine($"DingTalk is at {simulator.BaseUrl}. Start the bot with:");
        Console.WriteLine($"  DingTalk__ApiBaseUrl={simulator.BaseUrl} DingTalk__OapiBaseUrl={simulator.BaseUrl} DingTalk__ClientId={world.ClientId} DingTalk__ClientSecret={world.ClientSecret}");
        Console.WriteLine("Then type what 张伟 says in the group, or \"> …\" for what he says in the direct chat. \"+\": 小林 joins the group; \"-\": 小林 leaves the company; \"?\": a message without content (quota); \"!\": the stream gives notice; \"=\": somebody scans the code of the connect page.");
        Console.WriteLine($"With DingTalk__CardTemplateId={Template} it sends cards: \"*我来认领\" presses that button of the last card as 张伟, \"**我来认领\" as 李娜.");

        try
        {
            await TalkAsync(simulator, callbacks, time, simulator.Stopping);
        }
        catch (OperationCanceledException) when (simulator.Stopping.IsCancellationRequested)
        {
            // Ctrl-C, or whoever ends processes
        }

        return 0;
    }

    private static async Task TalkAsync(DingTalkSimulator simulator, DingTalkCallbacks callbacks, TimeProvider time, CancellationToken cancel)
    {
        var shown = 0;
        // A terminal's reader blocks whatever it is asked
        while (await Task.Run(Console.In.ReadLine, cancel).WaitAsync(cancel) is { } line)
        {
            try
            {
                Console.WriteLine($"<- {await ActAsync(simulator, callbacks, line, cancel)}");
            }
            catch (InvalidOperationException exception)
            {
                Console.WriteLine($"<- {exception.Message}");
            }

            await Task.Delay(TimeSpan.FromSeconds(1), time, cancel);
            foreach (var message in simulator.Delivered.Skip(shown))
                Console.WriteLine($"-> {message.Way} {message.Chat} {message.Type} {Shown(simulator, message)}");
            shown = simulator.Delivered.Count;
        }
    }

    private static string Shown(DingTalkSimulator simulator, DeliveredMessage message) => CardOf(simulator, message) is { } card
        ? $"{card.Id}: {card.Value("title")} | {card.Value("markdown")} | {string.Join(" ", Enumerable.Range(1, 6).Select(i => card.Value($"button{i}")).Where(l => l.Length > 0).Select(l => $"[{l}]"))}"
        : message.Content.GetRawText();

    private static SimulatedCard? CardOf(DingTalkSimulator simulator, DeliveredMessage message) =>
        message.Type == "card" ? simulator.Card(message.Content.GetProperty("id").GetString()!) : null;

    private static async Task<string> PressAsync(DingTalkSimulator simulator, string line, CancellationToken cancel)
    {
        if (simulator.Delivered.LastOrDefault(d => d.Type == "card") is not { } last)
            return "there is no card yet";
        var outcome = await simulator.Presses.PressAsync(CardOf(simulator, last)!.Id, line.StartsWith("**", StringComparison.Ordinal) ? Head : Person, line.TrimStart('*'), cancel);
        return $"{outcome}\n-> {Shown(simulator, last)}";
    }

    private static DingTalkWorld Company()
    {
        var world = new DingTalkWorld { PingEvery = TimeSpan.FromSeconds(25), Groups = { [Group] = [Person, Head] }, Templates = { [Template] = SimulatedTemplate.OfTheBot } };
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
            case "=":
                simulator.Registration.Approve();
                return "scanned, and the app is made";
            case ['*', ..] press:
                return await PressAsync(simulator, press, cancel);
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
