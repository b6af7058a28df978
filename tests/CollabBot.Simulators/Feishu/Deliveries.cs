using System.Text.Json.Nodes;

namespace CollabBot.Simulators.Feishu;

/// <summary>How an event fared: how often it was delivered, and whether the bot took it in the end.</summary>
public sealed record SimDelivery(int Attempts, bool Taken);

/// <summary>
/// Brings events to the bot: down a long connection when one is open, else to the webhook. What is not taken within 3 s comes again with the same id, four times at most; what
/// waits while no connection is open comes in a burst when one opens: https://open.feishu.cn/document/server-docs/event-subscription-guide/overview
/// </summary>
public sealed class Deliveries(FeishuSimulator sim, TimeProvider time)
{
    /// <summary>The pauses before an event that was not taken comes again.</summary>
    public static readonly IReadOnlyList<TimeSpan> Pauses = [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    /// <summary>On: what was taken comes once more, which the platform allows itself.</summary>
    public bool Twice { get; set; }

    /// <summary>Ends when the event was taken, or given up, or never to be delivered: the app has no scope for it, or it is its own.</summary>
    public async Task<SimDelivery> DeliverAsync(JsonObject happened, CancellationToken cancel)
    {
        if (!Subscriptions.Reaches(sim, happened))
            return new SimDelivery(0, false);
        for (var attempt = 0; ; attempt++)
        {
            var opening = sim.Gateway.Opening;
            var hopeless = sim.Gateway.Connections == 0 && sim.World.Webhook is null;
            if (!hopeless && await TryAsync(happened, cancel))
            {
                if (Twice)
                    await TryAsync(happened, cancel);
                return new SimDelivery(attempt + 1, true);
            }

            if (attempt == Pauses.Count)
                return new SimDelivery(attempt + 1, false);
            await Task.WhenAny(Task.Delay(Pauses[attempt], time, cancel), opening);
            cancel.ThrowIfCancellationRequested();
        }
    }

    private async Task<bool> TryAsync(JsonObject happened, CancellationToken cancel)
    {
        try
        {
            if (sim.Gateway.Connections > 0)
            {
                using var patience = new CancellationTokenSource(EventSender.Patience, time);
                using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
                return (await sim.Gateway.DeliverAsync(happened, both.Token)).Code == 200;
            }

            return sim.World.Webhook is { } webhook && (await sim.Events.PostAsync(webhook, sim.Events.Seal(happened), cancel)).Status == 200;
        }
        catch (Exception exception) when (exception is HttpRequestException or System.Net.WebSockets.WebSocketException || (exception is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }
}
