using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>A conversation in a terminal: lines are said to the bot, what it sends or changes is shown as people see it, at once.</summary>
internal sealed class Talk(FeishuSimulator sim, TimeProvider time, TextReader typed, TextWriter shown)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);
    private readonly EventMaker maker = new(sim.World, time);
    private readonly Dictionary<string, int> seen = [];

    /// <summary>Ends with the last line, once what it brought is shown.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var watching = WatchAsync(over.Token);
        try
        {
            // A terminal's reader blocks whatever it is asked
            while (await Task.Run(typed.ReadLine, cancel).WaitAsync(cancel) is { } line)
                await SayAsync(line, cancel);
            await Task.Delay(10 * Glance, time, cancel);
        }
        finally
        {
            await over.CancelAsync();
            await watching.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    /// <summary>What a person said: near the bot it must be able to be answered, and read back.</summary>
    public static JsonObject Hear(FeishuSimulator sim, JsonObject said)
    {
        var message = said["event"]!["message"]!;
        var chat = message["chat_id"]!.ToString();
        sim.Heard.Hear(said);
        sim.Desk.Heard(message["message_id"]!.ToString(), chat);
        if (message["chat_type"]!.ToString() == "p2p")
            sim.World.DirectChats[chat] = said["event"]!["sender"]!["sender_id"]!["open_id"]!.ToString();
        return said;
    }

    // A line that begins with @ mentions the bot in the group
    private async Task SayAsync(string line, CancellationToken cancel)
    {
        var said = line.StartsWith('@')
            ? new SimText(FeishuCommand.Group, true, FeishuCommand.Person, "@_user_1 " + line[1..].TrimStart()) { Mentions = [(sim.World.BotOpenId, "CollabBot")] }
            : new SimText(FeishuCommand.Chat, false, FeishuCommand.Person, line);
        if (sim.World.Webhook is null && sim.Gateway.Connections == 0)
            await shown.WriteLineAsync("<- waits for a long connection");
        var delivery = await sim.Deliveries.DeliverAsync(Hear(sim, maker.Message(said)), cancel);
        await shown.WriteLineAsync(delivery switch
        {
            { Taken: true } => "<- taken",
            { Attempts: 0 } => "<- never delivered: the app has no scope for it",
            _ => $"<- not taken after {delivery.Attempts} attempts",
        });
    }

    private async Task WatchAsync(CancellationToken cancel)
    {
        while (true)
        {
            foreach (var message in sim.Desk.Messages)
            {
                if (seen.TryGetValue(message.MessageId, out var updates) && updates == message.Updates)
                    continue;
                await shown.WriteLineAsync($"{(seen.ContainsKey(message.MessageId) ? "~>" : "->")} {message.Type} {message.MessageId} in {message.ChatId}");
                seen[message.MessageId] = message.Updates;
                var card = SeenCard.Of(message);
                foreach (var line in card.Text.TrimEnd('\n').Split('\n'))
                    await shown.WriteLineAsync("   " + line);
                if (card.Buttons.Count > 0)
                    await shown.WriteLineAsync("   " + string.Join(' ', card.Buttons.Select(b => $"[{b.Label}]")));
            }

            await Task.Delay(Glance, time, cancel);
        }
    }
}
